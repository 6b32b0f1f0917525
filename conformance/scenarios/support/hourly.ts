import type { Client, ScheduleHandle, ScheduleOverlapPolicy, WorkflowHandle } from '@temporalio/client';
import type { Environment } from '../environment';

/** A paused schedule of every hour, whose actions are taken by backfills of 2025-01-01 only. */
interface Hourly {
  readonly schedule: ScheduleHandle;
  /** Takes the actions of these hours, both included. */
  backfill(this: void, first: number, last: number): Promise<void>;
  /** The workflow of one hour, once it is there; its history is recorded as `08:00`. */
  started(this: void, hour: number): Promise<WorkflowHandle>;
}

/** Runs `program` with an hourly schedule of `workflowType`, and deletes it. */
export async function withHourly(
  env: Environment,
  client: Client,
  { workflowType, overlap }: { readonly workflowType: string; readonly overlap: ScheduleOverlapPolicy },
  program: (hourly: Hourly) => Promise<void>,
): Promise<void> {
  const workflowId = env.name('hourly');
  const schedule = await client.schedule.create({
    scheduleId: env.name('hourly'),
    spec: { intervals: [{ every: '1 hour' }] },
    policies: { overlap },
    action: { type: 'startWorkflow', workflowType, taskQueue: env.taskQueue, workflowId },
    state: { paused: true },
  });
  await program({
    schedule,
    backfill: (first, last) => schedule.backfill({ start: minuteBefore(first), end: timeOf(last), overlap }),
    started: (hour) => started(env, client, `${workflowId}-${isoOf(hour)}`, hour),
  });
  await schedule.delete();
}

async function started(env: Environment, client: Client, workflowId: string, hour: number): Promise<WorkflowHandle> {
  const handle = client.workflow.getHandle(workflowId);
  await env.until(`the workflow of ${clock(hour)}`, () => handle.describe().catch(() => undefined));
  env.record(clock(hour), workflowId);
  return handle;
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
const isoOf = (hour: number) => `2025-01-01T${clock(hour)}:00Z`;
const timeOf = (hour: number) => new Date(isoOf(hour));
const minuteBefore = (hour: number) => new Date(timeOf(hour).getTime() - 60_000);
