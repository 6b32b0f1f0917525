export * from '@temporalio/common/lib/converter/types';
