export * from '@temporalio/common/lib/search-attributes';
