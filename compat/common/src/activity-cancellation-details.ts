export * from '@temporalio/common/lib/activity-cancellation-details';
