export * from '@temporalio/common/lib/converter/protobuf-payload-converters';
