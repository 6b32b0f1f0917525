/**
 * Where payloads are, for every kind of job and command. A new kind does not compile until it has a line here.
 *
 * Headers and search attributes are not in the table: codecs never see them (spec 9.16).
 */
import type { Command, CommandKind, Failure, FailureInfo, Job, JobKind } from '@perdure/engine';

/** Names of the fields that hold payloads, by their shape. */
export interface PayloadFields {
  readonly lists?: readonly string[];
  readonly ones?: readonly string[];
  readonly maps?: readonly string[];
  readonly failures?: readonly string[];
  readonly inside?: Readonly<Record<string, PayloadFields>>;
}

type KeyOf<T> = T extends unknown ? keyof T & string : never;
type ValueAt<T, K> = T extends unknown ? (K extends keyof T ? NonNullable<T[K]> : never) : never;

/** {@link PayloadFields} whose names exist. */
interface FieldsOf<T> extends PayloadFields {
  readonly lists?: readonly KeyOf<T>[];
  readonly ones?: readonly KeyOf<T>[];
  readonly maps?: readonly KeyOf<T>[];
  readonly failures?: readonly KeyOf<T>[];
  readonly inside?: { readonly [K in KeyOf<T>]?: FieldsOf<ValueAt<T, K>> } & Readonly<Record<string, PayloadFields>>;
}

const NONE = {};
const ARGS = { lists: ['args'] } as const;
const RESOLUTION = { inside: { resolution: { lists: ['result'], failures: ['failure'] } } } as const;

/** What workflow code is told. */
export const JOB_FIELDS: Readonly<Record<JobKind, PayloadFields>> = {
  initializeWorkflow: {
    lists: ['args'],
    inside: { info: { lists: ['lastResult'], maps: ['memo'], failures: ['lastFailure'] } },
  },
  fireTimer: NONE,
  notifyHasPatch: NONE,
  updateRandomSeed: NONE,
  signalWorkflow: ARGS,
  doUpdate: ARGS,
  cancelWorkflow: NONE,
  resolveActivity: RESOLUTION,
  resolveChildStart: { inside: { resolution: { failures: ['failure'] } } },
  resolveChild: RESOLUTION,
  resolveSignalExternal: { failures: ['failure'] },
  resolveCancelExternal: { failures: ['failure'] },
  queryWorkflow: ARGS,
} satisfies { [K in JobKind]: FieldsOf<Extract<Job, { kind: K }>> };

/** What workflow code asks for. */
export const COMMAND_FIELDS: Readonly<Record<CommandKind, PayloadFields>> = {
  startTimer: { ones: ['summary'] },
  cancelTimer: NONE,
  scheduleActivity: { lists: ['args'], ones: ['summary'] },
  requestCancelActivity: NONE,
  scheduleLocalActivity: { lists: ['args'], ones: ['summary'] },
  requestCancelLocalActivity: NONE,
  startChildWorkflow: { lists: ['args'], maps: ['memo'], ones: ['summary', 'details'] },
  cancelChildWorkflow: NONE,
  signalExternalWorkflow: ARGS,
  cancelSignalExternalWorkflow: NONE,
  requestCancelExternalWorkflow: NONE,
  setPatchMarker: NONE,
  upsertSearchAttributes: NONE,
  modifyMemo: { maps: ['upsertedMemo'] },
  updateResponse: { inside: { response: { lists: ['result'], failures: ['failure'] } } },
  queryResponse: { inside: { answer: { lists: ['result'], failures: ['failure'] } } },
  completeWorkflow: { lists: ['result'] },
  failWorkflow: { failures: ['failure'] },
  cancelWorkflow: NONE,
  continueAsNew: { lists: ['args'], maps: ['memo'] },
} satisfies { [K in CommandKind]: FieldsOf<Extract<Command, { kind: K }>> };

/** In a failure; `info` has a line of its own. */
export const FAILURE_FIELDS: PayloadFields = {
  ones: ['encodedAttributes'],
  failures: ['cause'],
} satisfies FieldsOf<Failure>;

/** In what a failure says of its kind. */
export const FAILURE_INFO_FIELDS: PayloadFields = {
  lists: ['details', 'lastHeartbeatDetails'],
} satisfies FieldsOf<FailureInfo>;
