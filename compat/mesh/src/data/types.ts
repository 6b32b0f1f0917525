/** What MeshData is asked with. Names are HotMesh's. */
import type { WorkerOptions } from '../flow/types';
import type { FieldValue } from '../record/values';

/** One field that records are found by. */
export interface WorkflowSearchField {
  readonly type: 'TEXT' | 'TAG' | 'NUMERIC';
  /** Results can be sorted by it. Default false. */
  readonly sortable?: boolean;
  /** TEXT: words count as they are written, not by their stem ('running' finds 'runs'). Default false. */
  readonly nostem?: boolean;
  /** TEXT: for the ranking of a query engine. Default 1. */
  readonly weight?: number;
  /** TAG: one character between the tags of a value. Default ','. */
  readonly separator?: string;
  /** TAG: capitals count. Default false. */
  readonly casesensitive?: boolean;
  /** True: part of the record, not of the index. Default false. */
  readonly noindex?: boolean;
  /** False: the same. Default true. */
  readonly indexed?: boolean;
}

/** What records are found by. */
export interface WorkflowSearchOptions {
  /** Name of the index. Default: the entity. */
  readonly index?: string;
  /** Entities whose records it has. Default: the entity that it is created for. */
  readonly prefix?: readonly string[];
  readonly schema?: Readonly<Record<string, WorkflowSearchField>>;
  /** Fields of a record, set as it begins. */
  readonly data?: Readonly<Record<string, FieldValue>>;
}

/** Where records are: the namespace, default 'default'. */
export interface CallOptions {
  readonly namespace?: string;
}

export interface ConnectOptions extends CallOptions {
  /** Where the function listens. Default: the entity. Callers give the same. */
  readonly taskQueue?: string;
  readonly options?: WorkerOptions;
}

export interface ConnectionInput<T = unknown> {
  /** Kind of record: one word for the function and its records. */
  readonly entity: string;
  /** Runs once for each record, as a workflow function. */
  readonly target: (...args: any[]) => Promise<T> | T;
  readonly options?: ConnectOptions;
}

export interface MeshDataWorkflowOptions extends CallOptions {
  /** Names the record within its entity: no colon, dollar sign or space. Default: a new one. */
  readonly id?: string;
  /** How long the record stays after its function has ended: '15 minutes', '1 day', 'infinity'. Default 10 s. */
  readonly ttl?: string;
  readonly taskQueue?: string;
  /** False: answers the workflow's id at once. Default true. */
  readonly await?: boolean;
  readonly search?: Pick<WorkflowSearchOptions, 'data'>;
  /** No meaning: every record can be signalled, and that costs nothing. */
  readonly signalIn?: boolean;
}

export interface ExecInput {
  readonly entity: string;
  readonly args: any[];
  readonly options?: MeshDataWorkflowOptions;
}

export interface HookInput {
  readonly entity: string;
  readonly id: string;
  /** Kind of function, as it was connected; it works on the record of `entity` and `id`. */
  readonly hookEntity: string;
  readonly hookArgs: any[];
  readonly options?: CallOptions & { readonly taskQueue?: string };
}

export interface GetOptions extends CallOptions {
  /** Default: the fields of the schema; all fields when there is none. */
  readonly fields?: readonly string[];
}

export interface SetOptions extends CallOptions {
  readonly search: { readonly data: Readonly<Record<string, FieldValue>> };
}

export interface DelOptions extends CallOptions {
  readonly fields: readonly string[];
}

/** One condition of a search. */
export interface FindWhereCondition {
  readonly field: string;
  /**
   * TAG: `=`, `==` (any of several values). NUMERIC: `=`, `==`, `>`, `>=`, `<`, `<=`, `[]` (value: lowest and highest).
   * TEXT: `=` all words in any order, by their stems; `==` the words one after the other, as they are written.
   */
  readonly is: '=' | '==' | '>' | '>=' | '<' | '<=' | '[]';
  readonly value: FieldValue | readonly FieldValue[];
  /** Type of the field; has to be that of the schema. */
  readonly type?: 'TEXT' | 'TAG' | 'NUMERIC';
}

/** Conditions that all hold; `or` and `and` group others. */
export type FindWhereQuery = readonly FindWherePart[];
export type FindWherePart = FindWhereCondition | { readonly or: FindWhereQuery } | { readonly and: FindWhereQuery };

export interface FindWhereOptions {
  /** A list of conditions; a text is in the syntax of a query engine, which Redis has to have. */
  readonly query: FindWhereQuery | string;
  /** Fields of the answers. Default: all. */
  readonly return?: readonly string[];
  /** Default: the first 100. */
  readonly limit?: { readonly start: number; readonly size: number };
  /** True: how many there are is the answer. Default false. */
  readonly count?: boolean;
  readonly sort?: { readonly field: string; readonly order?: 'ASC' | 'DESC' };
  readonly options?: FindOptions;
}

export interface FindOptions extends CallOptions {
  /** Name of the index. Default: that of the schema, else the entity. */
  readonly index?: string;
}

/** A record that was found: its fields, and under `$` its key in Redis. */
export type FoundRow = Readonly<Record<string, string>> & { readonly $: string };

export interface FindWhereResult {
  /** How many records fulfil the conditions. */
  readonly count: number;
  /** The query in the syntax of a query engine. */
  readonly query: string;
  readonly data: readonly FoundRow[];
}

export interface FindJobsOptions extends CallOptions {
  /** Pattern for the workflow ids: `*` any text, `?` any character. Default '*'. */
  readonly match?: string;
  /** Ids of one page. Default 1000. */
  readonly limit?: number;
  /** Where a page before ended. Default '0': the beginning. */
  readonly cursor?: string;
}

export interface RollCallOptions extends CallOptions {
  /** Only who serves this entity. Default: everybody. */
  readonly entity?: string;
  readonly taskQueue?: string;
}

/** A worker that serves an entity. */
export interface QuorumProfile {
  readonly namespace: string;
  readonly entity: string;
  /** The topic: queue and function in one word. */
  readonly worker_topic: string;
  /** Names the worker. */
  readonly engine_id: string;
  readonly host: string;
  readonly pid: number;
  /** Functions that it runs at the moment, and at most. */
  readonly running: number;
  readonly capacity: number;
  /** Tasks that wait for a worker. */
  readonly stream_depth: number;
  /** Milliseconds between tasks; -1: paused; 0: not throttled. */
  readonly throttle: number;
  /** When the worker has said so, in ISO form. */
  readonly timestamp: string;
}

export interface ThrottleOptions extends CallOptions {
  /** Milliseconds between two tasks, for all workers together; 0: none; -1: no tasks until it is changed. */
  readonly throttle: number;
  /** Only this entity. Default: all of the namespace. */
  readonly entity?: string;
  readonly taskQueue?: string;
  /** The same as entity and queue in one word, as `rollCall` tells it. */
  readonly topic?: string;
  /** Only this worker: an `engine_id` of `rollCall`. */
  readonly guid?: string;
}
