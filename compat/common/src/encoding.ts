export * from '@temporalio/common/lib/encoding';
