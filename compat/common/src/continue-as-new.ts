export * from '@temporalio/common/lib/continue-as-new';
