export * from '@temporalio/common/lib/priority';
