/** Changes of records: what is asked for becomes one transition, with the terms that this process knows of. */
import { randomUUID } from 'node:crypto';
import { applyInTime } from '../client/apply-in-time';
import type { CallOptions } from '../client/call-options';
import { expired, notFound, notOpen } from '../client/refusals';
import { withinLimits } from '../client/within-limits';
import { FORGOTTEN } from '../decide/forget';
import { OPEN } from '../decide/guards';
import { EngineError } from '../errors';
import { type FieldChange, numberText } from '../model/record';
import type { StartRecord } from '../model/request';
import { checkNotReserved } from '../model/reserved-ids';
import type { ApplyResult, Dedupe, Effect, Guard, Transition } from '../model/transition';
import type { Namespace } from '../namespace/namespace';
import { checkChanges, entityKey, setChanges } from './check';
import type { RecordChange, RecordRequest, RecordTarget } from './contract';
import { indexCache, indexesOf, type KnownIndexes } from './indexes';
import { fieldTerms, numberStarts } from './terms';

/** So often may definitions of indexes change under one call. */
export const ATTEMPTS = 20;

export async function changeRecord(
  namespace: Namespace,
  target: RecordTarget,
  changes: readonly RecordChange[],
  request: RecordRequest,
  options?: CallOptions,
): Promise<readonly string[]> {
  checkNotReserved(target.workflowId);
  checkChanges(changes, namespace.maxPayloadBytes);
  const what = `Changing the record of "${target.workflowId}"`;
  return await withinLimits(options, what, 'sameRequestId', async () => {
    const result = await withKnownIndexes(namespace, target.workflowId, (known) => {
      const transition = transitionFor(target, changes, request, known);
      return applyInTime(namespace, target.workflowId, () => transition, options).then((answer) => ({
        answer,
        transition,
      }));
    });
    if (result.answer.outcome === 'applied') return result.answer.results ?? [];
    if (result.answer.outcome === 'expired') throw expired(what);
    throw refusal(target, result.transition, result.answer);
  });
}

export interface Attempt {
  readonly answer: ApplyResult;
  readonly transition: Transition | undefined;
}

/** Tries with the definitions that are known, and again when they have turned out to be old. */
export async function withKnownIndexes<A extends Attempt>(
  namespace: Namespace,
  workflowId: string,
  attempt: (known: KnownIndexes) => Promise<A>,
): Promise<A> {
  const cache = indexCache(namespace.store);
  const shard = namespace.applier.shardOf(workflowId);
  for (let count = 1; ; count++) {
    const result = await attempt(await cache.of(shard));
    if (!isOutdated(result) || count === ATTEMPTS) return result;
    cache.forget(shard);
  }
}

/** The effect that makes these changes. */
function recordEffect(
  entity: string,
  changes: readonly RecordChange[],
  known: KnownIndexes,
  forget: readonly string[] = [],
): Effect {
  const indexes = indexesOf(known, entity);
  const fieldChanges = changes.map((change): FieldChange => {
    const { field } = change;
    switch (change.change) {
      case 'set':
        return { ...change, terms: fieldTerms(indexes, field, change.value) };
      case 'unset':
        return change;
      case 'add':
      case 'multiply':
        return { ...change, by: numberText(change.by), starts: numberStarts(indexes, field) };
    }
  });
  return { do: 'changeRecord', entity: entityKey(entity), changes: fieldChanges, forget };
}

/** What sets the fields of a record that begins with its run. */
export function recordAtStart(
  record: StartRecord | undefined,
  known: KnownIndexes,
): { readonly effect: Effect; readonly guard: Guard } | undefined {
  if (!record) return undefined;
  return { effect: recordEffect(record.entity, setChanges(record.fields), known), guard: versionGuard(known) };
}

/** Nothing is written by who knows other definitions than there are. */
export function versionGuard({ version }: KnownIndexes): Guard {
  return { is: 'indexVersion', version };
}

function transitionFor(
  { workflowId, entity, firstRunId, runId, workflowType }: RecordTarget,
  changes: readonly RecordChange[],
  request: RecordRequest,
  known: KnownIndexes,
): Transition {
  const type = { hash: 'run', field: 'type' } as const;
  const isThere: Guard =
    workflowType === undefined ? { is: 'present', ...type } : { is: 'field', ...type, in: [workflowType] };
  const isKept: Guard = { is: 'absent', hash: 'run', field: FORGOTTEN };
  const calculated = changes.filter(({ change }) => change === 'add' || change === 'multiply');
  const numbers = calculated.map(({ field }): Guard => ({ is: 'number', entity: entityKey(entity), field }));
  const forget = 'step' in request ? request.forget : [];
  return {
    target: { workflowId, firstRunId, runId },
    dedupe: dedupeOf(entity, request),
    alternatives: [
      {
        guards: [isThere, isKept, ...(runId === undefined ? [] : [OPEN]), versionGuard(known), ...numbers],
        effects: [recordEffect(entity, changes, known, forget)],
      },
    ],
  };
}

function dedupeOf(entity: string, request: RecordRequest): Dedupe {
  if ('step' in request) return { kind: 'step', entity: entityKey(entity), step: request.step };
  return { kind: 'window', requestId: request.requestId || randomUUID() };
}

function isOutdated({ answer, transition }: Attempt): boolean {
  if (answer.outcome !== 'refused') return false;
  return answer.refusals.some(
    ({ guard }, index) => transition?.alternatives[index]?.guards[guard]?.is === 'indexVersion',
  );
}

function refusal(
  target: RecordTarget,
  transition: Transition,
  { refusals }: Extract<ApplyResult, { outcome: 'refused' }>,
): EngineError {
  const [{ guard, actual } = { guard: 0, actual: null }] = refusals;
  const failed = transition.alternatives[0]?.guards[guard];
  if (failed?.is === 'number') {
    return new EngineError(
      'INVALID_ARGUMENT',
      `Field '${failed.field}' of record "${target.workflowId}" is '${String(actual).slice(0, 100)}', which is no number to calculate with: set it to one first`,
      { field: failed.field, actual },
    );
  }
  if (failed?.is === 'indexVersion') {
    return new EngineError(
      'UNAVAILABLE',
      `Definitions of indexes changed ${ATTEMPTS} times during the call: try again`,
    );
  }
  if (actual === null || failed?.is === 'absent') return notFound(target);
  if (failed === OPEN) return notOpen(target, actual);
  return new EngineError(
    'INVALID_ARGUMENT',
    `"${target.workflowId}" is a record of '${actual}', not of '${target.workflowType}': their ids have become the same text. Choose ids that do not begin with a part of another entity's name`,
    { workflowId: target.workflowId, entity: actual },
  );
}
