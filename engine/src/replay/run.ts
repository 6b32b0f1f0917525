import type { Job } from '../model/activation';
import type { PayloadMap } from '../model/payload';
import type { Activity } from './activity';
import type { Child } from './child';
import type { CommandQueue } from './command-queue';
import { createCommandQueue } from './command-queue';
import type { ExternalCancel, ExternalSignal } from './external';
import type { FlagRecord } from './flags';
import { createFlagRecord } from './flags';
import type { StartedEvent } from './run-info';
import type { LocalActivities } from './local-activity';
import { createLocalActivities } from './local-activity';
import type { Timer } from './timer';
import type { Update } from './update';

/** Something that was asked for by a command and is heard of again through events. */
export type Operation = Timer | Activity | Child | ExternalSignal | ExternalCancel;
export type OperationOf<F extends Operation['family']> = Extract<Operation, { family: F }>;

/** What the rules of the replay machine know and change of one run. */
export interface Run {
  readonly runId: string;
  readonly namespace: string;
  /** The first event; set by it. */
  started?: StartedEvent;
  /** True while commands are compared with recorded events instead of being sent. */
  replaying: boolean;
  /** What `Date.now()` answers; it never goes back. */
  timeMs: number;
  /** Jobs of the next activation. */
  readonly jobs: Job[];
  readonly queue: CommandQueue;
  readonly flags: FlagRecord;
  readonly timers: Map<number, Timer>;
  readonly activities: Map<number, Activity>;
  readonly local: LocalActivities;
  readonly children: Map<number, Child>;
  readonly signals: Map<number, ExternalSignal>;
  /** Operations by the id of the event that recorded them, until they are over. */
  readonly byEvent: Map<number, Operation>;
  readonly updates: Map<string, Update>;
  /** Patches the code has a marker for (`issued`), or whose marker was seen ahead (`seen`). */
  readonly patches: Map<string, 'seen' | 'issued'>;
  /** What the code upserted. */
  searchAttributes: PayloadMap;
}

export function createRun(runId: string, namespace: string): Run {
  return {
    runId,
    namespace,
    replaying: false,
    timeMs: 0,
    jobs: [],
    queue: createCommandQueue(),
    flags: createFlagRecord(),
    timers: new Map(),
    activities: new Map(),
    local: createLocalActivities(),
    children: new Map(),
    signals: new Map(),
    byEvent: new Map(),
    updates: new Map(),
    patches: new Map(),
    searchAttributes: {},
  };
}

/** The operation that was recorded at `eventId`, if it is still awaited and of that family. */
export function operationAt<F extends Operation['family']>(
  run: Run,
  family: F,
  eventId: number,
): OperationOf<F> | undefined {
  const operation = run.byEvent.get(eventId);
  return operation?.family === family ? (operation as OperationOf<F>) : undefined;
}
