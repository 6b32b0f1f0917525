export * from '@temporalio/common/lib/internal-non-workflow/payload-visitor';
