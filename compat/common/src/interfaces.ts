export * from '@temporalio/common/lib/interfaces';
