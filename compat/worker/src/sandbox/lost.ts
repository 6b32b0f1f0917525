import type { ActivationResult, Failure } from '@perdure/engine';

/** `failure.info.type` of an activation whose sandbox was gone: nothing to report, replay the run and try again. */
const SANDBOX_LOST = 'SandboxLostError';

/** True for results that say the run has to be replayed from history; they are not failures of its code. */
export function isSandboxLost(result: ActivationResult): result is Extract<ActivationResult, { status: 'failed' }> {
  if (result.status !== 'failed') return false;
  const { info } = result.failure;
  return info?.kind === 'application' && info.type === SANDBOX_LOST;
}

export function lostResult(runId: string): ActivationResult {
  return { status: 'failed', failure: lostFailure(runId), sinkCalls: [] };
}

export function lostFailure(runId: string): Failure {
  return {
    message: `The sandbox of run ${runId} is gone: the run has to be replayed from its history before this activation.`,
    source: 'TypeScriptSDK',
    info: { kind: 'application', type: SANDBOX_LOST },
  };
}
