/** Standalone activities in scenes. */
import { randomUUID } from 'node:crypto';
import type { StandaloneChange } from '../../src/client/standalone/contract';
import type { Failure } from '../../src/model/failure';
import type { StandaloneOutcome, StartActivityRequest } from '../../src/model/standalone-activity';
import type { ActivityControl, ActivityOutcome } from '../../src/worker/contract';
import type { Scene } from './scene';
import { json } from './scripted-worker';

export function activityRequest(options: Partial<StartActivityRequest> = {}): StartActivityRequest {
  return {
    requestId: randomUUID(),
    activityId: 'a',
    activityType: 'echo',
    taskQueue: 'q',
    args: [json('hello')],
    startToCloseTimeoutMs: 5_000,
    retryPolicy: RETRY,
    idReusePolicy: 'ALLOW_DUPLICATE',
    idConflictPolicy: 'FAIL',
    ...options,
  };
}

export const RETRY = {
  initialIntervalMs: 20,
  backoffCoefficient: 1,
  maximumIntervalMs: 20,
  maximumAttempts: 0,
  nonRetryableErrorTypes: [],
};

export function changeOf(reason: string): StandaloneChange {
  return { requestId: randomUUID(), reason, identity: 'me' };
}

export async function outcomeIn(scene: Scene, activityId = 'a', runId?: string): Promise<StandaloneOutcome> {
  const { outcome } = await scene.during(scene.client.activities.outcome({ activityId, runId }));
  return outcome;
}

export async function failureIn(scene: Scene, activityId = 'a', runId?: string): Promise<Failure> {
  const outcome = await outcomeIn(scene, activityId, runId);
  if ('failure' in outcome) return outcome.failure;
  throw new Error(`activity ${activityId} completed`);
}

/** Runs until it is told to stop, or until `finish` is called with its end. */
export function held(): {
  run(control: ActivityControl): Promise<ActivityOutcome>;
  finish(end: ActivityOutcome): void;
} {
  let finish: (end: ActivityOutcome) => void = () => undefined;
  return {
    run: (control) =>
      new Promise((resolve) => {
        finish = resolve;
        control.onCancel((reason) => resolve({ status: 'failed', failure: { message: reason } }));
      }),
    finish: (end) => finish(end),
  };
}
