export * from '@temporalio/common/lib/concurrency/limit';
