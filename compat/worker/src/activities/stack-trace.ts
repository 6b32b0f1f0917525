import type { Failure } from '@perdure/engine';

/** The first frame of `execute.ts`, and everything that called it. */
const OWN_FRAMES = /\n\s+at (?:async )?(?:execute|intercepted|call) \([^\n]*[\\/]activities[\\/]execute\.[jt]s[\s\S]*$/;

/** The failure with stack traces that end in user code. */
export function cutOwnFrames(failure: Failure): Failure {
  const { stackTrace, cause } = failure;
  return {
    ...failure,
    ...(stackTrace !== undefined && { stackTrace: stackTrace.replace(OWN_FRAMES, '') }),
    ...(cause !== undefined && { cause: cutOwnFrames(cause) }),
  };
}
