import { DefaultFailureConverter } from '@temporalio/common';

/** Loaded by its path: messages and stack traces are payloads too. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
