/** Runs the function of a record, or answers what it has come to. */
import { WorkflowExecutionAlreadyStartedError, type Client, type WorkflowStartOptions } from '@perdure/client';
import { keptFor } from '@perdure/common/lib/retention';
import { withRecord } from '@perdure/common/lib/record';
import type { EngineClient } from '@perdure/engine';
import { isEngineError } from '@perdure/engine';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/common';
import { durationMs } from '../call/duration';
import { toStreamError } from '../flow/handle';
import { target } from '../flow/target';
import { guid } from '../guid';
import { fieldTexts } from '../record/values';
import { workflowIdOf } from './names';
import type { ExecInput } from './types';

export interface Place {
  readonly client: Client;
  readonly engine: EngineClient;
}

/** A record without a ttl: whoever has lost the reply may ask again. */
const UNCACHED_KEEP_MS = 10_000;
/** How often what is kept may end, or begin, between a look and a start. */
const TRIES = 10;

/** The ttl as it will be. @throws TypeError for a text that is no duration. */
export function keepMs(ttl: string | undefined): number {
  return ttl === undefined ? UNCACHED_KEEP_MS : durationMs(ttl);
}

export async function exec<T>({ client, engine }: Place, { entity, args, options = {} }: ExecInput): Promise<T> {
  const workflowId = workflowIdOf(entity, options.id ?? guid());
  const start = startOptions({ entity, args, options }, workflowId);
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    try {
      return (await run<T>(client, entity, start, options.await)) as T;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw toStreamError(error, workflowId);
    }
    // It runs, or has ended: what it comes to counts as long as it is kept.
    const known = await keptRun(engine, workflowId);
    if (known) {
      checkEntity(known, entity, workflowId);
      return await outcome<T>(client, workflowId, options.await);
    }
    try {
      const again = { ...start, workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE };
      return (await run<T>(client, entity, again, options.await)) as T;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw toStreamError(error, workflowId);
    }
  }
  throw new Error(`Record '${workflowId}' began and ended ${TRIES} times during the call: try again`);
}

/** What is stored of an execution that is there: open, or closed and kept. */
export async function keptRun(
  engine: EngineClient,
  workflowId: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  try {
    const { nowMs, run } = await engine.describe({ workflowId });
    const { closed, keep } = run;
    const isKept = closed === undefined || keep === undefined || Number(closed) + Number(keep) > nowMs;
    return isKept ? run : undefined;
  } catch (error) {
    if (isEngineError(error, 'NOT_FOUND')) return undefined;
    throw error;
  }
}

/** Two entities and ids can make the same text. @throws TypeError when they have. */
export function checkEntity({ type }: Readonly<Record<string, string>>, entity: string, workflowId: string): void {
  if (type === entity) return;
  throw new TypeError(
    `'${workflowId}' is a record of '${type}', not of '${entity}': their names and ids have become the same text. Choose ids that do not begin with a part of another entity's name`,
  );
}

function startOptions({ entity, args, options = {} }: ExecInput, workflowId: string): WorkflowStartOptions {
  const { queue } = target({ entity, taskQueue: options.taskQueue });
  const start: WorkflowStartOptions = {
    workflowId,
    taskQueue: queue,
    args,
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
  };
  const fields = fieldTexts(options.search?.data ?? {});
  return withRecord(keptFor(start, keepMs(options.ttl)), { entity, fields });
}

async function run<T>(
  client: Client,
  entity: string,
  options: WorkflowStartOptions,
  waits: boolean | undefined,
): Promise<T | string> {
  if (waits !== false) return (await client.workflow.execute(entity, options)) as T;
  return (await client.workflow.start(entity, options)).workflowId;
}

async function outcome<T>(client: Client, workflowId: string, waits: boolean | undefined): Promise<T> {
  if (waits === false) return workflowId as T;
  try {
    return (await client.workflow.result(workflowId)) as T;
  } catch (error) {
    throw toStreamError(error, workflowId);
  }
}
