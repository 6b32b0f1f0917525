export * from '@temporalio/common/lib/internal-non-workflow/index';
