export * from '@temporalio/common/lib/internal-non-workflow/tls-config';
