/** The commands that scripts issue, with what does not matter filled in. */
import type { Command, CommandOf } from '../../src/model/command';
import type { Failure } from '../../src/model/failure';
import { json } from '../support/history';

export function timer(seq: number, delayMs: number): Command {
  return { kind: 'startTimer', seq, delayMs };
}

export function activity(seq: number, options: Partial<CommandOf<'scheduleActivity'>> = {}): Command {
  return {
    kind: 'scheduleActivity',
    seq,
    activityId: String(seq),
    activityType: 'act',
    args: [],
    startToCloseTimeoutMs: 60_000,
    cancellationType: 'TRY_CANCEL',
    ...options,
  };
}

export function child(
  seq: number,
  workflowId: string,
  options: Partial<CommandOf<'startChildWorkflow'>> = {},
): Command {
  return {
    kind: 'startChildWorkflow',
    seq,
    workflowId,
    workflowType: 'child',
    args: [],
    parentClosePolicy: 'TERMINATE',
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    ...options,
  };
}

export function continueAsNew(workflowType: string, options: Partial<CommandOf<'continueAsNew'>> = {}): Command {
  return { kind: 'continueAsNew', workflowType, args: [], ...options };
}

export function complete(value: unknown): Command {
  return { kind: 'completeWorkflow', result: [json(value)] };
}

export function failRun(failure: Failure): Command {
  return { kind: 'failWorkflow', failure };
}

export function answer(queryId: string, value: unknown): Command {
  return { kind: 'queryResponse', queryId, answer: { result: [json(value)] } };
}

type Response = CommandOf<'updateResponse'>['response'];

export function respond(updateId: string, ...responses: readonly Response[]): readonly Command[] {
  return responses.map((response) => ({ kind: 'updateResponse', updateId, response }));
}

/** A failure that code throws. */
export function applicationFailure(message: string, nonRetryable = false): Failure {
  return { message, source: 'TypeScriptSDK', info: { kind: 'application', type: 'Error', nonRetryable } };
}

export function retryPolicy(initialIntervalMs: number, maximumAttempts = 0) {
  return {
    initialIntervalMs,
    backoffCoefficient: 2,
    maximumIntervalMs: initialIntervalMs * 100,
    maximumAttempts,
    nonRetryableErrorTypes: [],
  };
}
