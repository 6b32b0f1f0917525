const ADVICE =
  "Code of a running workflow must ask for the same things in the same order as when the history was written. Put the change behind `patched('my-change')`, or run this execution with the code it was started with.";

/** Where history and code part. */
export interface Mismatch {
  readonly runId: string;
  readonly workflowType: string;
  /** The event that found no match; absent when the code asked for something after the last recorded event of a task. */
  readonly eventId?: number;
  /** What the history has. */
  readonly expected: string;
  /** What the code did. */
  readonly actual: string;
  /** What to do, when it is not the usual advice. */
  readonly advice?: string;
}

/** The workflow code no longer does what the history of its run says it did. Nothing has been written. */
export class NondeterminismError extends Error {
  readonly mismatch: Mismatch;

  constructor(mismatch: Mismatch) {
    const { workflowType, runId, expected, actual, advice = ADVICE } = mismatch;
    super(
      `Nondeterminism in workflow '${workflowType}' (run ${runId}): the history has ${expected}, but the code ${actual}. ${advice}`,
    );
    this.name = 'NondeterminismError';
    this.mismatch = mismatch;
  }
}

/** Recognises the error across copies of the package. */
export function isNondeterminismError(error: unknown): error is NondeterminismError {
  return error instanceof Error && error.name === 'NondeterminismError' && 'mismatch' in error;
}
