/** Transitions as arguments of apply.lua: `<kind> <count> <argument>...` for every guard and effect. */
import type { FieldChange } from '../../model/record';
import type {
  Alternative,
  Dedupe,
  Effect,
  EffectKind,
  EffectOf,
  Guard,
  GuardKind,
  Transition,
} from '../../model/transition';
import { SharedTexts } from './shared-texts';
import { featuresOf } from './features';
import type { Arg, ScriptArgs, ScriptCall } from './scripts';

type GuardOf<K extends GuardKind> = Extract<Guard, { is: K }>;
type Text = (text: string) => string;

const guards = {
  field: (guard) => [guard.hash, guard.field, ...guard.in],
  state: (guard) => [guard.hash, guard.field, ...guard.in],
  absent: (guard) => [guard.hash, guard.field],
  present: (guard) => [guard.hash, guard.field],
  bufferEmpty: () => [],
  buffered: (guard) => [guard.entry],
  timer: (guard) => [guard.name, guard.scoreMs],
  outboxHead: (guard) => [guard.seq],
  typed: (guard) => [guard.name, guard.type],
  number: (guard) => [guard.entity, guard.field],
  indexVersion: (guard) => [guard.version],
  fewerThan: (guard) => [guard.of, guard.count],
} satisfies { [K in GuardKind]: (guard: GuardOf<K>) => readonly Arg[] };

const bit = (flag: boolean): Arg => (flag ? 1 : 0);

const effects = {
  append: (effect, text) => effect.bodies.map(text),
  arrive: (effect, text) => [effect.part, effect.entry, effect.firstAtMs ?? '', ...effect.bodies.map(text)],
  dropBuffered: (effect) => [effect.entry],
  breakTask: () => [],
  flush: () => [],
  set: (effect, text) => [effect.hash, effect.field, text(effect.value)],
  stamp: (effect) => [effect.hash, effect.field],
  unset: (effect) => [effect.hash, ...effect.fields],
  setAttribute: (effect, text) => [
    effect.name,
    text(effect.value ?? ''),
    effect.type ?? '',
    text((effect.terms ?? []).join('\0')),
  ],
  changeRecord: ({ entity, forget, changes }) => [entity, forget.length, ...forget, ...changes.flatMap(changeArgs)],
  dropRecord: () => [],
  arm: (effect) => [effect.name, effect.delayMs],
  disarm: (effect) => effect.names,
  pushActivity: (effect) => [
    effect.scheduledEventId,
    effect.attempt,
    effect.taskQueue,
    effect.priority,
    bit(effect.eager),
  ],
  scheduleTask: (effect) => [bit(effect.virtual), bit(effect.wakes)],
  releaseHold: () => [],
  endTask: (effect) => [
    bit(effect.write),
    effect.updatesHandled,
    effect.sticky === undefined ? '-' : `=${effect.sticky}`,
    JSON.stringify(effect.identity),
  ],
  retryTask: (effect) => [effect.attempt, effect.delayMs],
  unstickTask: () => [],
  will: (effect, text) => [effect.key, text(effect.message)],
  unwill: (effect) => effect.keys,
  send: (effect, text) => [text(effect.message)],
  popOutbox: () => [],
  parkOutbox: (effect) => [JSON.stringify(effect.reason)],
  close: (effect) => [effect.status, effect.retentionMs, bit(effect.final)],
  createRun: ({ run }, text) => [
    run.workflowId,
    run.runId,
    run.firstRunId,
    run.startRequestId ?? '',
    run.workflowType,
    run.taskQueue,
    run.workflowTaskTimeoutMs,
    text(run.started),
    run.hold?.kind ?? '',
    run.hold?.delayMs ?? '',
    run.onClose === undefined ? '' : text(run.onClose),
    run.priority ?? '',
    run.runTimeoutMs ?? '',
    run.executionTimeoutMs ?? '',
    run.kind ?? '',
  ],
  on: (effect) => [effect.workflowId, effect.runId],
  admitUpdate: (effect, text) => [effect.updateId, text(effect.request)],
  moveUpdate: (effect, text) => [effect.updateId, text(effect.to)],
  notify: (effect, text) => [effect.topic, text(effect.message)],
  watch: (effect) => [effect.topic, effect.inbox, effect.ttlMs],
  answerQuery: (effect, text) => [effect.queryId, text(effect.answer)],
  when: (effect) => [effect.then.length, effect.else.length],
} satisfies { [K in EffectKind]: (effect: EffectOf<K>, text: Text) => readonly Arg[] };

/** The call of apply.lua: fixed arguments, the operations behind them, and the variant they need. */
export function encodeTransition(transition: Transition): ScriptCall<'apply'> {
  const shared = new SharedTexts(transition.alternatives.length > 1);
  const operations: Arg[] = [];
  for (const alternative of transition.alternatives) pushAlternative(operations, alternative, shared.reference);
  return {
    args: fixedArgs(transition, shared.texts.length),
    rest: shared.texts.length > 0 ? [...shared.texts, ...operations] : operations,
    features: () => featuresOf(transition),
  };
}

function fixedArgs({ target, validUntilMs, dedupe, eager }: Transition, sharedCount: number): ScriptArgs<'apply'> {
  return {
    workflowId: target.workflowId,
    runId: target.runId ?? '',
    firstRunId: target.firstRunId ?? '',
    validUntilMs: validUntilMs ?? '',
    dedupe: dedupe?.kind ?? '',
    ...(dedupe === undefined ? NO_DEDUPE : dedupeArgs(dedupe)),
    worker: eager?.worker ?? '',
    identity: JSON.stringify(eager?.identity ?? ''),
    sticky: bit(eager?.stickyQueue !== undefined),
    activityQueue: eager?.activityQueue ?? '',
    activities: eager?.activityQueue === undefined ? 0 : eager.activities,
    workflowTask: bit(eager?.workflowTask === true),
    sharedCount,
  };
}

const NO_DEDUPE = { requestId: '', seq: '' } as const;

/** Who is recognised, and the number or the place that goes with it. */
function dedupeArgs(dedupe: Dedupe): { readonly requestId: Arg; readonly seq: Arg } {
  if (dedupe.kind === 'sender') return { requestId: dedupe.sender, seq: dedupe.seq };
  if (dedupe.kind === 'step') return { requestId: dedupe.step, seq: dedupe.entity };
  return { requestId: dedupe.requestId, seq: '' };
}

function changeArgs(change: FieldChange): readonly Arg[] {
  const { change: kind, field } = change;
  switch (kind) {
    case 'unset':
      return [kind, field];
    case 'add':
    case 'multiply':
      return [
        kind,
        field,
        change.by,
        change.starts.length,
        ...change.starts.map(({ as, start }) => as.charAt(0) + start),
      ];
    case 'set':
    case 'terms':
      return [kind, field, change.value, change.terms.join('\0')];
  }
}

function pushAlternative(out: Arg[], { guards: conditions, effects: steps }: Alternative, text: Text): void {
  const start = out.push('alt', 0, conditions.length);
  for (const guard of conditions) pushGuard(out, guard);
  for (const effect of steps) pushEffect(out, effect, text);
  out[start - 2] = out.length - start;
}

function pushGuard(out: Arg[], guard: Guard): void {
  const encode = guards[guard.is] as (guard: Guard) => readonly Arg[];
  pushOperation(out, guard.is, encode(guard));
}

function pushEffect(out: Arg[], effect: Effect, text: Text): void {
  const encode = effects[effect.do] as (effect: Effect, text: Text) => readonly Arg[];
  pushOperation(out, effect.do, encode(effect, text));
  if (effect.do !== 'when') return;
  pushGuard(out, effect.guard);
  for (const inner of effect.then) pushEffect(out, inner, text);
  for (const inner of effect.else) pushEffect(out, inner, text);
}

function pushOperation(out: Arg[], kind: string, args: readonly Arg[]): void {
  out.push(kind, args.length);
  for (const arg of args) out.push(arg);
}
