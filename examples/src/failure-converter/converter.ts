import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Messages and stack traces of failures often quote what failed. Encoded, they are payloads like all others, and a codec
 * encrypts them too; what is left in the open says "Encoded failure".
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
