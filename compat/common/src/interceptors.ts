export * from '@temporalio/common/lib/interceptors';
