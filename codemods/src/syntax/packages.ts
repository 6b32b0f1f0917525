/** Packages of Temporal's and what stands for each of them here. */

/** `@temporalio/<name>` with a counterpart `@perdure/<name>`: the swap is the scope. */
export const SWAPPED = ['activity', 'client', 'envconfig', 'testing', 'worker', 'workflow'] as const;

/**
 * Stays what it is: failures, converters, retry policies and search attributes are re-exported from it, so that `instanceof` and
 * code of others keep working.
 */
export const KEPT = '@temporalio/common';
