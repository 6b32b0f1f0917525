export * from '@temporalio/common/lib/proto-utils';
