export * from '@temporalio/common/lib/internal-non-workflow/proxy-config';
