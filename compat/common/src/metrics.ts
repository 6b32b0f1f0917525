export * from '@temporalio/common/lib/metrics';
