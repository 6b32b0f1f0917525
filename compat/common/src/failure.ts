export * from '@temporalio/common/lib/failure';
