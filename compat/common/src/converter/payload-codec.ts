export * from '@temporalio/common/lib/converter/payload-codec';
