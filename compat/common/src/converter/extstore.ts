export * from '@temporalio/common/lib/converter/extstore';
