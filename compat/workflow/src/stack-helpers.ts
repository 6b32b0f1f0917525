/**
 * Nothing to do: stack traces here come from what a run waits for, not from every promise. Here for code that tells
 * Temporal's SDK to leave a promise out.
 */
export function untrackPromise(_promise: Promise<unknown>): void {}
