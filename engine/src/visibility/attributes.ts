/** What lists can be filtered and sorted by: attributes of the system, and search attributes by the type they have. */
import type { EventOf } from '../model/event';
import type { Payload } from '../model/payload';
import { idOfReserved, reservedId } from '../model/reserved-ids';
import {
  ATTRIBUTE_TYPES,
  type AttributeScalar,
  type AttributeType,
  attributeValue,
  PREDEFINED_TYPES,
  TERM_START,
  termOf,
} from '../model/search-attribute';
import type { ExecutionKind } from '../model/visibility';
import type { Row } from '../store/contract';
import { closedValue, ENTRY_START } from '../store/index-entries';
import { parseEvent } from '../store/codec';
import {
  DURATION_FORM,
  LITERAL_FORMS,
  READ_LITERAL,
  readDuration,
  type ReadLiteral,
  readStatus,
  STATUS_FORM,
} from './literals';

/** A run that may belong to a list, with the fields its filter asked for. */
export interface Candidate {
  readonly runId: string;
  readonly startMs: number;
  readonly row: Row;
}

export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly read: ReadLiteral;
  /** What `read` wants, for errors. */
  readonly form: string;
  /** Fields of rows that `values` looks at. */
  readonly fields: readonly string[];
  /** None: the execution has no such attribute. Several: KeywordList. */
  readonly values: (candidate: Candidate) => readonly AttributeScalar[];
  /** Its entries in the list index begin so, behind that stands a value as a term. */
  readonly index?: { readonly start: string; readonly end: string; readonly term: (value: AttributeScalar) => string };
  /** Places in the index say it, the run id names it, or it is the status; treated specially. */
  readonly special?: 'start' | 'runId' | 'status';
}

type Parts = Partial<Omit<Attribute, 'values'>> & {
  readonly value: (candidate: Candidate) => AttributeScalar | undefined;
};

/** An attribute of one value. */
function one(name: string, type: AttributeType, { value, ...rest }: Parts): Attribute {
  const values = (candidate: Candidate): readonly AttributeScalar[] => {
    const found = value(candidate);
    return found === undefined ? [] : [found];
  };
  return { name, type, read: READ_LITERAL[type], form: LITERAL_FORMS[type], fields: [], ...rest, values };
}

function field(name: string, type: AttributeType, of: string, start?: string): Attribute {
  const index = start === undefined ? undefined : plainIndex(start);
  const value = ({ row }: Candidate): AttributeScalar | undefined => {
    const found = row[of];
    return found === undefined || type === 'Keyword' ? found : Number(found);
  };
  return one(name, type, { fields: [of], index, value });
}

function plainIndex(start: string): Attribute['index'] {
  const end = String.fromCharCode(start.charCodeAt(0) + 1);
  return { start, end, term: String };
}

const STARTED = '@started';

/** From the first event, which rows bring as it is stored. */
function fromStart(
  name: string,
  type: AttributeType,
  read: (started: EventOf<'WorkflowExecutionStarted'>, candidate: Candidate) => AttributeScalar | undefined,
): Attribute {
  return one(name, type, {
    fields: [STARTED],
    value: (candidate) => {
      const event = parseEvent(candidate.row[STARTED] ?? '{"type":""}', 1, candidate.row);
      return event.type === 'WorkflowExecutionStarted' ? read(event, candidate) : undefined;
    },
  });
}

const executionTime = fromStart(
  'ExecutionTime',
  'Datetime',
  ({ firstWorkflowTaskBackoffMs = 0 }, { startMs }) => startMs + firstWorkflowTaskBackoffMs,
);

/** Finer than a millisecond: between the entries of two of them. */
function closedTerm(value: AttributeScalar): string {
  const [whole = 0, fraction] = String(Math.max(0, Number(value))).split('.');
  return closedValue(Number(whole)) + (fraction ? `.${fraction}` : '');
}

function closedMs({ row }: Candidate): number | undefined {
  return row['closed'] === undefined ? undefined : Number(row['closed']);
}

/** Of every kind. */
const COMMON: readonly Attribute[] = [
  one('RunId', 'Keyword', { special: 'runId', value: ({ runId }) => runId }),
  one('ExecutionStatus', 'Keyword', {
    special: 'status',
    fields: ['status'],
    index: plainIndex(ENTRY_START.status),
    read: readStatus,
    form: STATUS_FORM,
    value: ({ row }) => row['status'],
  }),
  field('TaskQueue', 'Keyword', 'queue', ENTRY_START.queue),
  one('StartTime', 'Datetime', { special: 'start', value: ({ startMs }) => startMs }),
  one('CloseTime', 'Datetime', {
    fields: ['closed'],
    index: { start: ENTRY_START.closed, end: 'D', term: closedTerm },
    value: closedMs,
  }),
  executionTime,
  one('ExecutionDuration', 'Int', {
    fields: ['closed', STARTED],
    read: readDuration,
    form: DURATION_FORM,
    value: (candidate) => {
      const [end, start] = [closedMs(candidate), executionTime.values(candidate)[0]];
      return end === undefined || start === undefined ? undefined : Math.max(0, end - Number(start)) * 1e6;
    },
  }),
  field('HistoryLength', 'Int', '@length'),
  field('HistorySizeBytes', 'Int', 'bytes'),
];

const WORKFLOW: readonly Attribute[] = [
  field('WorkflowId', 'Keyword', 'id', ENTRY_START.id),
  field('WorkflowType', 'Keyword', 'type', ENTRY_START.type),
  field('ParentWorkflowId', 'Keyword', 'parentId', ENTRY_START.parent),
  field('ParentRunId', 'Keyword', 'parent'),
  fromStart('RootWorkflowId', 'Keyword', ({ root, workflowId }) => root?.workflowId ?? workflowId),
  fromStart('RootRunId', 'Keyword', ({ root, runId }) => root?.runId ?? runId),
];

/** The id that users gave to what is stored under a reserved workflow id. */
function givenId(name: string, kind: 'activity' | 'schedule'): Attribute {
  return one(name, 'Keyword', {
    fields: ['id'],
    index: {
      start: ENTRY_START.id,
      end: 'J',
      term: (value) => reservedId(kind, String(value)),
    },
    value: ({ row }) => idOfReserved(kind, row['id'] ?? ''),
  });
}

const SYSTEM: Readonly<Record<ExecutionKind, ReadonlyMap<string, Attribute>>> = {
  workflow: named([...COMMON, ...WORKFLOW]),
  activity: named([
    ...COMMON,
    givenId('ActivityId', 'activity'),
    field('ActivityType', 'Keyword', 'type', ENTRY_START.type),
  ]),
  schedule: named([...COMMON, givenId('ScheduleId', 'schedule')]),
};

function named(attributes: readonly Attribute[]): ReadonlyMap<string, Attribute> {
  return new Map(attributes.map((attribute) => [attribute.name, attribute]));
}

/** Temporal knows them, executions here do not have them. */
export const WITHOUT_MEANING: Readonly<Record<string, string>> = {
  BuildIds: 'tasks are not routed by build ids here',
  StateTransitionCount: 'state transitions are not counted here; HistoryLength is close to it',
};

/** The attribute of this name, or undefined. `types`: those of search attributes, by name. */
export function findAttribute(
  kind: ExecutionKind,
  name: string,
  types: Readonly<Record<string, string>>,
): Attribute | undefined {
  const type = ATTRIBUTE_TYPES.find((known) => known === (PREDEFINED_TYPES[name] ?? types[name]));
  return SYSTEM[kind].get(name) ?? (type && searchAttribute(name, type));
}

/** Every name there is, for corrections. */
export function attributeNames(kind: ExecutionKind, types: Readonly<Record<string, string>>): readonly string[] {
  return [...SYSTEM[kind].keys(), ...Object.keys(PREDEFINED_TYPES), ...Object.keys(types)];
}

export function isSystemName(kind: ExecutionKind, name: string): boolean {
  return SYSTEM[kind].has(name) || name in PREDEFINED_TYPES || name in WITHOUT_MEANING;
}

function searchAttribute(name: string, type: AttributeType): Attribute {
  const of = `sa:${name}`;
  const start = `${ENTRY_START.attribute}${name}\0${TERM_START[type]}`;
  return {
    name,
    type,
    read: READ_LITERAL[type],
    form: LITERAL_FORMS[type],
    fields: [of],
    values: ({ row }) => {
      const text = row[of];
      const value = text === undefined ? undefined : attributeValue(JSON.parse(text) as Payload);
      return value?.values ?? [];
    },
    index: {
      start,
      end: start.slice(0, -1) + String.fromCharCode(TERM_START[type].charCodeAt(0) + 1),
      term: (value) => termOf(type, value).slice(1),
    },
  };
}
