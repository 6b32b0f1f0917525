export * from '@temporalio/common/lib/internal-non-workflow/parse-host-uri';
