export * from '@temporalio/common/lib/reserved';
