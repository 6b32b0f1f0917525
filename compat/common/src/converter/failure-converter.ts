export * from '@temporalio/common/lib/converter/failure-converter';
