/** Drives the published SDK's runtime in this process, with jobs and commands in our shapes. */
import { AsyncLocalStorage } from 'node:async_hooks';
import Module, { createRequire } from 'node:module';
import type { Command, Job } from '@perdure/engine';
import { payloadFromWire, failureFromWire, payloadsFromWire } from '@perdure/common/lib/wire';
import { TypedSearchAttributes } from '@temporalio/common';
import { INFO } from '../harness';

(globalThis as { AsyncLocalStorage?: unknown }).AsyncLocalStorage = AsyncLocalStorage;
const require = createRequire(import.meta.url);

// The bundler would put the user's converters here; without them the runtime takes its own.
const resolver = Module as unknown as { _resolveFilename: (name: string, ...rest: unknown[]) => string };
const resolve = resolver._resolveFilename;
resolver._resolveFilename = function (name, ...rest) {
  return resolve.call(this, name.startsWith('__temporal_custom_') ? '@temporalio/common/lib/reserved' : name, ...rest);
};

export const api = require('@temporalio/workflow') as typeof import('@temporalio/workflow');
const runtime =
  require('@temporalio/workflow/lib/worker-interface') as typeof import('@temporalio/workflow/lib/worker-interface');
const { coresdk } = require('@temporalio/proto') as typeof import('@temporalio/proto');
const globals = globalThis as Record<string, unknown>;

/** One run of the original. The library keeps it in a global, so only one is alive at a time. */
export class OriginalDriver {
  #now = 1_000;

  constructor(main: (...args: never[]) => unknown, seed: number[]) {
    globals.__TEMPORAL__ = { importWorkflows: () => ({ main }), importInterceptors: () => [] };
    runtime.initRuntime({
      info: { ...INFO, searchAttributes: {}, typedSearchAttributes: new TypedSearchAttributes(), unsafe: {} } as never,
      randomnessSeed: seed,
      now: 1_000,
      showStackTraceSources: false,
      sourceMap: {} as never,
      registeredActivityNames: new Set(),
      getTimeOfDay: () => 0n,
      stackTracesEnabled: false,
    });
    // The original's `fixPrototypes` leaves only own properties of class instances.
    this.#mutate((info) => ({ ...info, typedSearchAttributes: new TypedSearchAttributes() }));
  }

  start(jobs: readonly Job[]): Promise<string[]> {
    const init = { initializeWorkflow: { workflowId: 'w', workflowType: 'main', arguments: [], randomnessSeed: 1 } };
    return this.#activate([init, ...jobs.map(toProto)]);
  }
  activate(jobs: readonly Job[]): Promise<string[]> {
    return this.#activate(jobs.map(toProto));
  }
  dispose(): void {
    runtime.dispose();
  }

  async #activate(jobs: object[]): Promise<string[]> {
    const unsafe = { isReplaying: false, isReplayingHistoryEvents: false };
    this.#mutate((info) => ({ ...info, unsafe: { ...info.unsafe, ...unsafe } }));
    const activation = coresdk.workflow_activation.WorkflowActivation.fromObject({
      runId: INFO.runId,
      timestamp: { seconds: (this.#now += 1) },
      jobs,
    });
    const init = activation.jobs[0]?.initializeWorkflow;
    if (init) runtime.initialize(init);
    runtime.activate(activation);
    await drained();
    while (runtime.tryUnblockConditions() > 0) await drained();
    await drained();
    while (runtime.tryUnblockConditions() > 0) await drained();
    return (runtime.concludeActivation().successful?.commands ?? []).map(nameOf);
  }

  #mutate(fn: (info: { unsafe: object }) => object): void {
    (globals.__TEMPORAL_ACTIVATOR__ as { mutateWorkflowInfo(f: unknown): void }).mutateWorkflowInfo(fn);
  }
}

const drained = () => new Promise((done) => setImmediate(done));

function toProto(job: Job): object {
  switch (job.kind) {
    case 'fireTimer':
      return { fireTimer: { seq: job.seq } };
    case 'cancelWorkflow':
      return { cancelWorkflow: {} };
    case 'signalWorkflow':
      return { signalWorkflow: { signalName: job.signalName, input: payloadsFromWire(job.args) } };
    case 'doUpdate':
      return {
        doUpdate: { id: job.updateId, protocolInstanceId: job.updateId, name: job.name, input: [], runValidator: true },
      };
    case 'resolveActivity':
      return { resolveActivity: { seq: job.seq, result: resolution(job.resolution) } };
    case 'resolveChild':
      return { resolveChildWorkflowExecution: { seq: job.seq, result: resolution(job.resolution) } };
    case 'resolveChildStart':
      return { resolveChildWorkflowExecutionStart: { seq: job.seq, succeeded: { runId: 'child' } } };
    case 'resolveSignalExternal':
      return { resolveSignalExternalWorkflow: { seq: job.seq } };
    default:
      throw new Error(`no such job in the plans: ${job.kind}`);
  }
}

type Resolution = Extract<Job, { kind: 'resolveActivity' }>['resolution'];
function resolution(given: Resolution): object {
  if (given.status === 'backoff') throw new Error('programs of this test have no local activities');
  if (given.status !== 'completed') return { [given.status]: { failure: failureFromWire(given.failure) } };
  return { completed: { result: payloadFromWire(given.result[0]!) } };
}

/** What a command is, without what may differ in form. */
function nameOf(command: object): string {
  const c = command as Record<string, Record<string, unknown> | undefined>;
  const kind = Object.keys(c).find((key) => c[key] !== undefined && key in NAMES);
  const body = kind === undefined ? undefined : c[kind];
  if (kind === undefined || body === undefined) throw new Error(`unknown command ${Object.keys(c).join()}`);
  if (kind === 'modifyWorkflowProperties') {
    return `modifyMemo ${Object.keys((body.upsertedMemo as { fields: object }).fields).join()}`;
  }
  if (kind === 'updateResponse') {
    return `updateResponse ${body.protocolInstanceId as string} ${['accepted', 'rejected', 'completed'].find((k) => body[k])}`;
  }
  return `${NAMES[kind]} ${JSON.stringify(body.seq ?? body.childWorkflowSeq ?? body.patchId ?? '')} ${(body.workflowId as string) ?? ''}`.trim();
}

/** Ours, in the same words. */
export function ourNameOf(command: Command): string {
  const c = command as unknown as Record<string, unknown>;
  if (command.kind === 'modifyMemo') return `modifyMemo ${Object.keys(command.upsertedMemo).join()}`;
  if (command.kind === 'updateResponse') {
    const state = command.response.state === 'failed' ? 'rejected' : command.response.state;
    return `updateResponse ${command.updateId} ${state}`;
  }
  const id = command.kind === 'startChildWorkflow' ? command.workflowId : '';
  return `${command.kind} ${JSON.stringify(c.seq ?? c.childSeq ?? c.patchId ?? '')} ${id}`.trim();
}

const NAMES: Record<string, string> = {
  startTimer: 'startTimer',
  cancelTimer: 'cancelTimer',
  scheduleActivity: 'scheduleActivity',
  requestCancelActivity: 'requestCancelActivity',
  startChildWorkflowExecution: 'startChildWorkflow',
  cancelChildWorkflowExecution: 'cancelChildWorkflow',
  signalExternalWorkflowExecution: 'signalExternalWorkflow',
  cancelSignalWorkflow: 'cancelSignalExternalWorkflow',
  setPatchMarker: 'setPatchMarker',
  modifyWorkflowProperties: 'modifyMemo',
  updateResponse: 'updateResponse',
  completeWorkflowExecution: 'completeWorkflow',
  failWorkflowExecution: 'failWorkflow',
  cancelWorkflowExecution: 'cancelWorkflow',
  continueAsNewWorkflowExecution: 'continueAsNew',
};
