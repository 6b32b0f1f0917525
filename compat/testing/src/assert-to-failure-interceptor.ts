/** Runs inside the sandbox, beside the workflows it intercepts. */
import assert from 'assert';
import { ApplicationFailure, type WorkflowInterceptors } from '@perdure/workflow';

/**
 * A failed assertion in a workflow or in a signal handler fails the workflow. Without it, it fails the workflow task,
 * which is tried again and again, and the test waits.
 */
export function interceptors(): WorkflowInterceptors {
  return {
    inbound: [
      {
        execute: (input, next) => failingOnAssertions(() => next(input)),
        handleSignal: (input, next) => failingOnAssertions(() => next(input)),
      },
    ],
  };
}

async function failingOnAssertions<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof assert.AssertionError)) throw error;
    throw Object.assign(ApplicationFailure.nonRetryable(error.message), { stack: error.stack });
  }
}
