export * from '@temporalio/common/lib/internal-non-workflow/codec-helpers';
