export * from '@temporalio/common/lib/user-metadata';
