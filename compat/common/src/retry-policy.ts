export * from '@temporalio/common/lib/retry-policy';
