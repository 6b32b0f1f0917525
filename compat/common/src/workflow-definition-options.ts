export * from '@temporalio/common/lib/workflow-definition-options';
