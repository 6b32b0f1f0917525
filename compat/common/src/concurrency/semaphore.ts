export * from '@temporalio/common/lib/concurrency/semaphore';
