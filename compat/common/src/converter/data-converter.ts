export * from '@temporalio/common/lib/converter/data-converter';
