export * from '@temporalio/common/lib/internal-non-workflow/data-converter-helpers';
