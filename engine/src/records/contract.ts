/** What a client does with records. */
import type { CallOptions } from '../client/call-options';
import type { RecordIndex, StoredIndex } from '../model/record-index';
import type { Store } from '../store/contract';
import type { RecordQuery } from './query';

/** Names a record: it belongs to the current run of the workflow id, be it closed. */
export interface RecordTarget {
  readonly workflowId: string;
  /** Kind of record. */
  readonly entity: string;
  /** The chain that it has to belong to. */
  readonly firstRunId?: string;
  /** The run that writes: its code, while it is open. */
  readonly runId?: string;
  /** The run has to be of this workflow type. */
  readonly workflowType?: string;
}

export type RecordChange =
  | { readonly change: 'set'; readonly field: string; readonly value: string }
  | { readonly change: 'unset'; readonly field: string }
  /** A missing field counts as 0, or as 1. */
  | { readonly change: 'add' | 'multiply'; readonly field: string; readonly by: number };

/**
 * How a repeat is recognised: by a request id for some minutes, or as a step of workflow code until a later change says
 * that its outcome is recorded (`forget`).
 */
export type RecordRequest =
  { readonly requestId: string } | { readonly step: string; readonly forget: readonly string[] };

export interface RecordPage {
  /** Newest first unless `sortBy` says otherwise. */
  readonly offset: number;
  readonly size: number;
  readonly sortBy?: { readonly field: string; readonly descending: boolean };
  /** Of the records. Default: all. */
  readonly fields?: readonly string[];
}

export interface FoundRecord {
  readonly entity: string;
  readonly workflowId: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface RecordClient {
  /**
   * Changes fields, all or none, once. Answers a result for each change: `1` for a new field or one that went, else `0`; the
   * new value of a number. NOT_FOUND when there is no such execution; INVALID_ARGUMENT when a field is no number, or the
   * run is of another type.
   */
  change(
    target: RecordTarget,
    changes: readonly RecordChange[],
    request: RecordRequest,
    options?: CallOptions,
  ): Promise<readonly string[]>;
  /** Fields of a record, all or some; undefined when it does not exist. */
  read(
    target: Pick<RecordTarget, 'workflowId' | 'entity'>,
    fields?: readonly string[],
  ): Promise<Readonly<Record<string, string>> | undefined>;
  /** Defines an index unless it is defined like this; answers when it has every record of its entities. */
  defineIndex(index: RecordIndex): Promise<void>;
  /** Notes that another namespace has an index of this name, for those who name none. */
  announceIndex(index: Pick<RecordIndex, 'name' | 'entities'>, namespace: string): Promise<void>;
  /** Indexes of the namespace. */
  indexes(): Promise<readonly StoredIndex[]>;
  /** Records that an index of our own finds. NOT_FOUND for an unknown index. */
  search(
    index: string,
    query: RecordQuery,
    page: RecordPage,
  ): Promise<{ readonly count: number; readonly records: readonly FoundRecord[] }>;
  count(index: string, query: RecordQuery): Promise<number>;
  /** Where a record's fields are in Redis, and where those of all records of an entity are, for query engines. */
  keyOf(target: Pick<RecordTarget, 'workflowId' | 'entity'>): string;
  keyPrefixes(entity: string): readonly string[];
  /** Sends a command of a search module; absent where there is no Redis. */
  readonly command?: Store['command'];
}
