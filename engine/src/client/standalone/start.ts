import type { StartPlan } from '../../decide/start';
import { startStandalone as planStart } from '../../decide/standalone/start';
import { EngineError } from '../../errors';
import { newId } from '../../model/ids';
import { reservedId } from '../../model/reserved-ids';
import type { StartActivityRequest } from '../../model/standalone-activity';
import type { ApplyResult, Effect } from '../../model/transition';
import type { Namespace } from '../../namespace/namespace';
import { EXPECTED_MS } from '../../namespace/waits';
import { applyInTime } from '../apply-in-time';
import { typeConflict } from '../../decide/search-attributes';
import { checkAttributes, checkPayloads, checkRetention } from '../check-request';
import { checkName } from '../check-name';
import type { CallOptions, StartReply } from '../call-options';
import { expired } from '../refusals';
import { withinLimits } from '../within-limits';

/** Starts an activity; with `awaitClose` this process is registered for its end in the same call. */
export async function startStandalone(
  namespace: Namespace,
  request: StartActivityRequest,
  options?: CallOptions,
): Promise<StartReply> {
  check(request, namespace.maxPayloadBytes);
  const runId = newId();
  if (!request.awaitClose) return apply(namespace, request, runId, [], options);
  const workflowId = reservedId('activity', request.activityId);
  const forget = namespace.waits.expect({ workflowId, runId, topic: 'close' });
  const watch: Effect = { do: 'watch', topic: 'close', inbox: namespace.store.inbox.id, ttlMs: EXPECTED_MS };
  try {
    const reply = await apply(namespace, request, runId, [watch], options);
    if (reply.runId !== runId) forget();
    return reply;
  } catch (error) {
    forget();
    throw error;
  }
}

async function apply(
  namespace: Namespace,
  request: StartActivityRequest,
  runId: string,
  onCreated: readonly Effect[],
  options: CallOptions | undefined,
): Promise<StartReply> {
  const what = `Starting activity "${request.activityId}"`;
  const { plan, result } = await withinLimits(options, what, 'sameRequestId', async () => {
    const first = planStart(request, { runId, onCreated, expectsNew: true });
    const answer = await send(namespace, first, options);
    if (answer.outcome !== 'refused') return { plan: first, result: answer };
    const second = planStart(request, { runId, onCreated, expectsNew: false });
    return { plan: second, result: await send(namespace, second, options) };
  });
  const { transition, outcomes } = plan;
  if (result.outcome === 'expired') throw expired(what);
  if (result.outcome === 'applied') {
    return { runId: result.runId, started: outcomes[result.alternative] !== 'existing' };
  }
  const conflict = typeConflict(transition, result);
  if (conflict) throw new EngineError('INVALID_ARGUMENT', `BadSearchAttributes: ${conflict}`);
  throw new EngineError('ALREADY_EXISTS', 'Activity execution already started', {
    activityId: request.activityId,
    runId: result.runId,
  });
}

function send(namespace: Namespace, { transition }: StartPlan, options?: CallOptions): Promise<ApplyResult> {
  return applyInTime(namespace, transition.target.workflowId, () => transition, options);
}

function check(request: StartActivityRequest, maxPayloadBytes: number): void {
  checkName('activity id', request.activityId);
  checkName('activity type', request.activityType);
  checkName('taskQueue', request.taskQueue);
  checkPayloads('arguments of the activity', request.args, maxPayloadBytes);
  if (request.header) checkPayloads('header of the activity', Object.values(request.header), maxPayloadBytes);
  checkAttributes(request.searchAttributes);
  checkRetention(request.retentionMs);
  if (request.scheduleToCloseTimeoutMs || request.startToCloseTimeoutMs) return;
  throw new EngineError(
    'INVALID_ARGUMENT',
    'An activity needs a scheduleToCloseTimeout or a startToCloseTimeout: set at least one of them',
  );
}
