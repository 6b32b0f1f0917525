import { CANCEL_GUARDS, cancelStandalone, forgetStandalone, terminateStandalone } from '../../decide/standalone/cancel';
import { pauseStandalone, unpauseStandalone } from '../../decide/standalone/pause';
import { reservedId } from '../../model/reserved-ids';
import type { StandaloneOutcome, StandaloneTarget } from '../../model/standalone-activity';
import type { ApplyResult, Transition } from '../../model/transition';
import type { Namespace } from '../../namespace/namespace';
import { applyInTime } from '../apply-in-time';
import type { CallOptions } from '../call-options';
import { expired } from '../refusals';
import { waitForClose } from '../wait-for-close';
import { withinLimits, type Repeat } from '../within-limits';
import type { StandaloneChange, StandaloneClient } from './contract';
import { describeStandalone, outcomeOfClose, summarize } from './describe';
import { restoreOptions, updateOptions } from './options';
import { change, pendingId, readRun } from './read';
import { activityNotFound, activityNotOpen } from './refusals';
import { startStandalone } from './start';

/** What clients do with standalone activities of one namespace. Holds no state of its own. */
export function createStandaloneClient(namespace: Namespace): StandaloneClient {
  return {
    start: (request, options) => startStandalone(namespace, request, options),
    outcome: (target, options) => outcome(namespace, target, options),
    describe: (target, options) =>
      limited(target, 'Reading', 'reads', options, async () => {
        const run = await readRun(namespace, target);
        const shard = namespace.applier.shardOf(run.workflowId);
        const isOpen = run.status === 'RUNNING';
        return describeStandalone(run, isOpen ? [] : await namespace.store.readHistory(shard, run.runId, 1));
      }),
    summary: (target, options) =>
      limited(target, 'Reading', 'reads', options, async () => summarize(await readRun(namespace, target))),
    requestCancel: (target, request, options) =>
      limited(target, 'The cancel request of', 'sameRequestId', options, () =>
        requestCancel(namespace, target, request, options),
      ),
    terminate: (target, request, options) =>
      limited(target, 'The termination of', 'sameRequestId', options, () =>
        terminate(namespace, target, request, options),
      ),
    forget: (target, options) =>
      limited(target, 'Forgetting', 'heartbeats', options, async () => {
        const result = await apply(namespace, target, forgetStandalone(target), 'Forgetting', options);
        return result.outcome === 'applied';
      }),
    pause: (target, { reason, identity }, options) =>
      limited(target, 'Pausing', 'heartbeats', options, (what) =>
        change(
          namespace,
          target,
          what,
          (read) => (isPaused(read) ? undefined : pauseStandalone(read, { reason, identity })),
          options,
        ),
      ),
    unpause: (target, jitterMs, options) =>
      limited(target, 'Unpausing', 'heartbeats', options, (what) => {
        const delayMs = Math.round(jitterMs * Math.random());
        return change(
          namespace,
          target,
          what,
          (read, { run }) =>
            isPaused(read) ? unpauseStandalone(read, delayMs, run['cancelRequested'] !== undefined) : undefined,
          options,
        );
      }),
    updateOptions: (target, update, options) =>
      limited(target, 'Changing options of', 'heartbeats', options, (what) =>
        updateOptions(namespace, target, update, what, options),
      ),
    restoreOptions: (target, options) =>
      limited(target, 'Restoring options of', 'heartbeats', options, (what) =>
        restoreOptions(namespace, target, what, options),
      ),
  };
}

function limited<T>(
  { activityId }: StandaloneTarget,
  verb: string,
  repeat: Repeat,
  options: CallOptions | undefined,
  run: (what: string) => Promise<T>,
): Promise<T> {
  const what = `${verb} activity "${activityId}"`;
  return withinLimits(options, what, repeat, () => run(what));
}

function isPaused({ attempt, record }: Parameters<typeof pauseStandalone>[0]): boolean {
  return record[`act:${attempt.scheduledEventId}:pause`] !== undefined;
}

async function outcome(
  namespace: Namespace,
  target: StandaloneTarget,
  options?: CallOptions,
): Promise<{ runId: string; outcome: StandaloneOutcome }> {
  const { activityId } = target;
  const read = (): ReturnType<typeof readRun> => readRun(namespace, target);
  const runId = target.runId ?? (await withinLimits(options, `Reading activity "${activityId}"`, 'reads', read)).runId;
  const closed = await waitForClose(
    namespace,
    { workflowId: reservedId('activity', activityId), runId },
    `activity "${activityId}" to end`,
    async () => (await readRun(namespace, { activityId, runId })).latest,
    options,
  );
  if (closed === 'gone') throw activityNotFound({ activityId, runId });
  return { runId, outcome: outcomeOfClose(closed) };
}

/** Most activities are known under the id of their first event; one whose options were changed is looked up. */
async function requestCancel(
  namespace: Namespace,
  target: StandaloneTarget,
  { requestId, reason, identity }: StandaloneChange,
  options?: CallOptions,
): Promise<void> {
  const cancel = { reason, identity, retentionMs: namespace.retentionMs() };
  let id: number | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const transition = cancelStandalone(target, cancel, { kind: 'window', requestId }, id);
    const result = await apply(namespace, target, transition, 'The cancel request', options);
    if (result.outcome === 'applied') return;
    const refusal = result.refusals.at(-1);
    if (refusal?.guard === CANCEL_GUARDS.open || attempt === 3) throw activityNotOpen(target, refusal?.actual);
    const run = await readRun(namespace, target);
    id = pendingId(run);
    if (id === undefined) throw activityNotOpen(target, run.status);
  }
}

async function terminate(
  namespace: Namespace,
  target: StandaloneTarget,
  { requestId, reason, identity }: StandaloneChange,
  options?: CallOptions,
): Promise<void> {
  const termination = { reason, identity, retentionMs: namespace.retentionMs() };
  const transition = terminateStandalone(target, termination, { kind: 'window', requestId });
  const result = await apply(namespace, target, transition, 'The termination', options);
  if (result.outcome === 'refused') throw activityNotOpen(target, result.refusals.at(-1)?.actual);
}

type Answered = Exclude<ApplyResult, { outcome: 'expired' }>;

async function apply(
  namespace: Namespace,
  { activityId }: StandaloneTarget,
  transition: Transition,
  what: string,
  options?: CallOptions,
): Promise<Answered> {
  const workflowId = reservedId('activity', activityId);
  const result = await applyInTime(namespace, workflowId, () => transition, options);
  if (result.outcome === 'expired') throw expired(`${what} of activity "${activityId}"`);
  return result;
}
