export * from '@temporalio/common/lib/activity-definition-options';
