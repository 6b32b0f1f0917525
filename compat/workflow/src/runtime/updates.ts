/** Updates: validated, accepted before the handler's first statement, completed or failed by it (spec 9.3). */
import {
  ApplicationFailure,
  HandlerUnfinishedPolicy,
  TemporalFailure,
  ensureTemporalFailure,
} from '@temporalio/common';
import { payloadMapFromWire } from '@perdure/common/lib/wire';
import type { JobOf, UpdateResponse } from '@perdure/engine';
import type { UpdateInput, WorkflowInboundCallsInterceptor } from '../interceptors';
import { composeInterceptors } from '../interceptor-composition';
import { inUpdate } from '../update-scope';
import type { UpdateHandlerEntry } from './handlers';
import { withHistoryReplay } from './info';
import { endWithError } from './outcome';
import { isInternalName, refuseReserved } from './reserved';
import type { Run } from './run';

type UpdateJob = JobOf<'doUpdate'>;
type Interceptors = WorkflowInboundCallsInterceptor[];

/** Runs validator and the handler's synchronous part now; buffers the update when there is no handler. */
export function dispatchUpdate(run: Run, job: UpdateJob): void {
  const { handlers } = run;
  refuseReserved('update', job.name, handlers.updates.has(job.name), handlers.defaultUpdate !== undefined);
  const entry = handlers.updates.get(job.name) ?? defaultEntry(run, job.name);
  if (entry === undefined) {
    handlers.bufferedUpdates.push(job);
    return;
  }
  void inUpdate({ id: job.updateId, name: job.name }, () => perform(run, job, entry));
}

/** Hands buffered updates over to handlers that are there now, oldest first. */
export function dispatchBufferedUpdates(run: Run): void {
  const { bufferedUpdates, updates } = run.handlers;
  while (bufferedUpdates.length > 0) {
    const next = run.handlers.defaultUpdate ? 0 : bufferedUpdates.findIndex((job) => updates.has(job.name));
    if (next === -1) return;
    dispatchUpdate(run, bufferedUpdates.splice(next, 1)[0]!);
  }
}

/** The activation is over: what found no handler is refused. */
export function rejectBufferedUpdates(run: Run): void {
  for (const job of run.handlers.bufferedUpdates.splice(0)) {
    reject(run, job, 'rejected', ApplicationFailure.nonRetryable(`No registered handler for update: ${job.name}`));
  }
}

async function perform(run: Run, job: UpdateJob, entry: UpdateHandlerEntry): Promise<void> {
  const interceptors: Interceptors = isInternalName(job.name) ? [] : run.interceptors.inbound;
  let input: UpdateInput;
  try {
    if (job.runValidator && entry.validator) validate(run, interceptors, entry.validator, inputOf(run, job, entry));
    input = inputOf(run, job, entry);
  } catch (error) {
    reject(run, job, 'rejected', error);
    return;
  }
  respond(run, job, { state: 'accepted' });
  run.handlers.runningUpdates.set(job.updateId, { name: job.name, unfinishedPolicy: entry.unfinishedPolicy });
  const execute = composeInterceptors(interceptors, 'handleUpdate', async ({ args }) => await entry.handler(...args));
  await execute(input)
    .then((result) => complete(run, job, entry, result))
    .catch((error: unknown) => {
      if (error instanceof TemporalFailure) reject(run, job, 'failed', error);
      else endWithError(run, error);
    })
    .finally(() => run.handlers.runningUpdates.delete(job.updateId));
}

/** A validator speaks for the first time even while the handler is replayed elsewhere: its logs are not repetitions. */
function validate(
  run: Run,
  interceptors: Interceptors,
  validator: UpdateHandlerEntry['validator'],
  input: UpdateInput,
) {
  const before = run.info.unsafe.isReplayingHistoryEvents;
  run.info = withHistoryReplay(run.info, false);
  try {
    composeInterceptors(interceptors, 'validateUpdate', ({ args }) => void validator?.(...args))(input);
  } finally {
    run.info = withHistoryReplay(run.info, before);
  }
}

/** Decoded anew for validator and handler: what one changes the other does not see. */
function inputOf(run: Run, job: UpdateJob, entry: UpdateHandlerEntry): UpdateInput {
  return {
    updateId: job.updateId,
    name: job.name,
    args: run.codec.decodeAll(job.args, entry.typeInfo?.inputTypes),
    headers: payloadMapFromWire(job.header),
  };
}

function defaultEntry(run: Run, name: string): UpdateHandlerEntry | undefined {
  const handler = run.handlers.defaultUpdate;
  if (handler === undefined) return undefined;
  return {
    handler: (...args) => handler(name, ...args),
    unfinishedPolicy: HandlerUnfinishedPolicy.WARN_AND_ABANDON,
  };
}

function complete(run: Run, job: UpdateJob, entry: UpdateHandlerEntry, result: unknown): void {
  respond(run, job, {
    state: 'completed',
    result: [run.codec.encode(result, undefined, entry.typeInfo?.outputType)],
  });
}

function reject(run: Run, job: UpdateJob, state: 'rejected' | 'failed', error: unknown): void {
  respond(run, job, { state, failure: run.codec.toFailure(ensureTemporalFailure(error)) });
}

function respond(run: Run, { updateId }: UpdateJob, response: UpdateResponse['response']): void {
  run.push({ kind: 'updateResponse', updateId, response });
}
