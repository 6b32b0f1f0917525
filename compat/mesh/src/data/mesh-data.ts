/** Records that are workflows: a function runs once for each, and its fields can be read, written and found. */
import { randomUUID } from 'node:crypto';
import type { EngineClient, RecordChange } from '@perdure/engine';
import { clientOf, connect, engineOf } from '../connection/pool';
import { Client as FlowClient } from '../flow/client';
import type { ExportOptions, WorkflowExport } from '../flow/export';
import { WorkflowHandle, type WorkflowState } from '../flow/handle';
import { DEFAULT_NAMESPACE, queueOf } from '../flow/names';
import { proxyActivities } from '../flow/activities';
import { interruptChildren } from '../flow/interrupt';
import type { InterruptOptions } from '../flow/types';
import { DEFAULT_MAX_CONCURRENT, Worker } from '../flow/worker';
import { guid } from '../guid';
import { fieldTexts } from '../record/values';
import { shutdown } from '../shutdown';
import { checkConnect, checkExec, checkFindJobs, checkRollCall, dataOf, fieldsOf } from './check';
import { configOf, type MeshDataArgs, type MeshDataConfig } from './constructor-forms';
import { notFound, recordError } from './errors';
import { find, findWhere } from './find/find';
import { createIndex } from './find/indexes';
import { findJobs } from './find/jobs';
import { checkEntity, exec, keepMs, keptRun, type Place } from './exec';
import { checkName, workflowIdOf } from './names';
import { rollCall, throttle } from './quorum';
import { joinRoster } from './roster';
import { indexOf } from './schema';
import type {
  CallOptions,
  ConnectionInput,
  DelOptions,
  ExecInput,
  FindJobsOptions,
  FindOptions,
  FindWhereOptions,
  FindWhereResult,
  GetOptions,
  HookInput,
  QuorumProfile,
  RollCallOptions,
  SetOptions,
  ThrottleOptions,
  WorkflowSearchOptions,
} from './types';
import { mintGuid, workflow } from './workflow';

export class MeshData {
  /** What the function of a record can call. */
  static readonly workflow = workflow;
  static readonly proxyActivities = proxyActivities;
  static readonly mintGuid = mintGuid;

  /** Stops the functions of this process, when what is in hand has ended, and closes its connections. */
  static async shutdown(): Promise<void> {
    await shutdown();
  }

  readonly #config: MeshDataConfig;
  readonly #flow: FlowClient;

  /** `(redisClass, redisOptions, search?)` as HotMesh has it, or `(connection, search?)`. Opens nothing yet. */
  constructor(...args: MeshDataArgs) {
    this.#config = configOf(args);
    this.#flow = new FlowClient({ connection: this.#config.connection });
  }

  /**
   * Offers the function of an entity, from now on. Answers true. @throws TypeError for a name with a colon, a dollar sign or a
   * space.
   */
  async connect<T>({ entity, target, options = {} }: ConnectionInput<T>): Promise<boolean> {
    checkName('entity', entity);
    if (typeof target !== 'function') throw new TypeError(`The target of entity '${entity}' is not a function`);
    checkConnect(options);
    const { namespace, taskQueue = entity, options: worker } = options;
    const { connection } = this.#config;
    const name = guid();
    const workflow = { [entity]: target };
    const started = await Worker.create({ connection, taskQueue, workflow, namespace, options: worker, guid: name });
    await joinRoster(await this.#engine(namespace), {
      guid: name,
      entity,
      taskQueue: queueOf(taskQueue, entity),
      capacity: worker?.maxConcurrent ?? DEFAULT_MAX_CONCURRENT,
      running: () => started.running,
    });
    return true;
  }

  /**
   * Runs the function of a record and answers what it returned. A record that is there is not run again: its answer, or its
   * error, is given for as long as it is kept (`ttl`); who comes while it runs waits for it. `await: false` answers the id of
   * the workflow. @throws StreamError, TypeError for a ttl that is no duration or an id with a colon, `$` or space.
   */
  async exec<T = any>(input: ExecInput): Promise<T> {
    const { entity, options = {} } = input;
    checkExec(input);
    workflowIdOf(entity, options.id ?? guid());
    keepMs(options.ttl);
    return await exec<T>(await this.#place(options.namespace), input);
  }

  /** Runs the function of another entity beside a record, on its fields. Answers the id of its workflow. */
  async hook({ entity, id, hookEntity, hookArgs, options = {} }: HookInput): Promise<string> {
    const workflowId = workflowIdOf(entity, id);
    checkName('entity', hookEntity);
    await this.#mustExist(entity, workflowId, options.namespace);
    const { namespace, taskQueue } = options;
    return await this.#flow.workflow.hook({
      args: hookArgs,
      workflowId,
      workflowName: hookEntity,
      taskQueue: taskQueue ?? hookEntity,
      namespace,
    });
  }

  /** Fields of a record; null for those it has not. Without `fields` those of the schema, or all of them. */
  async get(entity: string, id: string, options: GetOptions = {}): Promise<Record<string, string | null>> {
    const fields = options.fields ?? Object.keys(this.#config.search?.schema ?? {});
    if (fields.length === 0) return await this.all(entity, id, options);
    const row = await this.#read(entity, id, options, fields);
    return Object.fromEntries(fields.map((field) => [field, ownText(row, field)]));
  }

  /** All fields of a record; none for one that does not exist. */
  async all(entity: string, id: string, options: CallOptions = {}): Promise<Record<string, string>> {
    return { ...(await this.#read(entity, id, options)) };
  }

  /** Everything that is stored of a record: fields with an underscore, and what is known of its run. */
  async raw(entity: string, id: string, options: CallOptions = {}): Promise<Record<string, string>> {
    const workflowId = workflowIdOf(entity, id);
    const fields = await this.all(entity, id, options);
    const engine = await this.#engine(options.namespace);
    const { run } = await recordError(engine.describe({ workflowId }), workflowId);
    return { ...run, ...Object.fromEntries(Object.entries(fields).map(([field, value]) => [`_${field}`, value])) };
  }

  /** Sets fields. Answers how many are new. @throws StreamError 404 when there is no such record. */
  async set(entity: string, id: string, options: SetOptions): Promise<number> {
    const changes = Object.entries(fieldTexts(dataOf(options)));
    const results = await this.#change(
      entity,
      id,
      options,
      changes.map(([field, value]) => ({ change: 'set', field, value })),
    );
    return sum(results);
  }

  /** Removes fields. Answers how many there were. @throws StreamError 404 when there is no such record. */
  async del(entity: string, id: string, options: DelOptions): Promise<number> {
    const changes = fieldsOf(options).map((field): RecordChange => ({ change: 'unset', field }));
    return sum(await this.#change(entity, id, options, changes));
  }

  /** Adds to the number in a field, 0 when there is none. Answers the new number. @throws StreamError 404. */
  async incr(entity: string, id: string, field: string, amount: number, options: CallOptions = {}): Promise<number> {
    const [value] = await this.#change(entity, id, options, [{ change: 'add', field, by: amount }]);
    return Number(value);
  }

  /** Whether the function has ended and what it returned, with times and status. @throws StreamError 404. */
  async info(entity: string, id: string, options: CallOptions = {}): Promise<WorkflowState> {
    return await (await this.#handle(entity, id, options.namespace)).state(true);
  }

  /** What has happened, step by step, with the state; `data` has the fields. @throws StreamError 404. */
  async export(entity: string, id: string, options: ExportOptions = {}, namespace?: string): Promise<WorkflowExport> {
    const exported = await (await this.#handle(entity, id, namespace)).export(options);
    return 'data' in exported ? { ...exported, data: await this.all(entity, id, { namespace }) } : exported;
  }

  /** Ends a record, and its children, and forgets it at once: its fields are gone, and its id is free. Answers whether there was one. */
  async flush(entity: string, id: string, namespace?: string): Promise<boolean> {
    const workflowId = workflowIdOf(entity, id);
    const { client, engine } = await this.#place(namespace);
    const known = await keptRun(engine, workflowId);
    if (known) checkEntity(known, entity, workflowId);
    await interruptChildren(client, workflowId, { descend: true });
    return await engine.forget({ workflowId }, { requestId: randomUUID(), reason: 'flushed', identity: 'meshdata' });
  }

  /** Ends the function of a record at once; its fields stay as long as the record. @throws StreamError 404, 410. */
  async interrupt(entity: string, id: string, options?: InterruptOptions, namespace?: string): Promise<string> {
    return await (await this.#handle(entity, id, namespace)).interrupt(options);
  }

  /** Sends a signal to every function that waits for the id, or will. */
  async signal(signalId: string, data: unknown, namespace?: string): Promise<string> {
    return await this.#flow.signal(signalId, data, namespace);
  }

  /**
   * Makes the index of an entity, unless it is there like this, with all records that there are; resolves when it has them. It
   * is kept by Redis' query engine where there is one, else by entries of our own. @throws TypeError for a schema that cannot be.
   */
  async createSearchIndex(
    entity: string,
    options: CallOptions = {},
    search: WorkflowSearchOptions | undefined = this.#config.search,
  ): Promise<void> {
    checkName('entity', entity);
    const { namespace = DEFAULT_NAMESPACE } = options;
    await recordError(createIndex(this.#open, namespace, (by) => indexOf(entity, search, by)));
  }

  /** Names of the indexes of a namespace; of the default one, those of other namespaces too. */
  async listSearchIndexes({ namespace }: CallOptions = {}): Promise<string[]> {
    const indexes = await (await this.#engine(namespace)).records.indexes();
    return indexes.map(({ name }) => name).sort();
  }

  /**
   * Asks Redis' query engine in its own syntax: the arguments of FT.SEARCH behind the index, as texts. Answers its reply. Fields
   * have an underscore in front of their names. @throws QueryEngineError where there is none.
   */
  async find(entity: string, options: FindOptions = {}, ...args: string[]): Promise<unknown> {
    return await find(this.#open, this.#indexName(entity, options.index), options, args);
  }

  /**
   * Records that fulfil conditions, newest first unless sorted; with `count: true` how many. Works on every Redis. Without a
   * namespace the index is looked for where it was made. @throws TypeError for conditions that cannot be, StreamError 404
   * without an index.
   */
  findWhere(entity: string, options: FindWhereOptions & { readonly count: true }): Promise<number>;
  findWhere(entity: string, options: FindWhereOptions & { readonly count?: false }): Promise<FindWhereResult>;
  findWhere(entity: string, options: FindWhereOptions): Promise<FindWhereResult | number>;
  findWhere(entity: string, options: FindWhereOptions): Promise<FindWhereResult | number> {
    return recordError(findWhere(this.#open, this.#indexName(entity, options.options?.index), options));
  }

  /** A page of workflow ids: `[cursor, ids]`; the cursor is '0' after the last one. A page may be short. */
  async findJobs(options: FindJobsOptions = {}): Promise<[string, string[]]> {
    checkFindJobs(options);
    return await findJobs(await this.#engine(options.namespace), options);
  }

  /** Workers that serve entities, as they have said within the last seconds: all, or those of one entity. */
  async rollCall(options: RollCallOptions = {}): Promise<QuorumProfile[]> {
    checkRollCall(options);
    const { namespace = DEFAULT_NAMESPACE } = options;
    return await rollCall(await this.#engine(namespace), namespace, options);
  }

  /**
   * Slows workers down, in all processes: milliseconds between two tasks of an entity (all its workers together), or of one
   * worker; without either of each entity. -1: no tasks until it is changed; what is in hand goes on. 0 ends it. Answers true;
   * workers hear of it with their next poll, after 3 s at most.
   */
  async throttle(options: ThrottleOptions): Promise<boolean> {
    await throttle(await this.#engine(options.namespace), options);
    return true;
  }

  /** HotMesh's quorum channel does not exist here. @throws TypeError that says what does. */
  get mesh(): never {
    throw new TypeError(
      'MeshData.mesh (sub, pub, unsub) does not exist: rollCall and throttle ask workers, MeshFlow.workflow.emit and subscribe of MeshFlow.Client tell events',
    );
  }

  /** HotMesh's engine does not exist here. @throws TypeError that says what does. */
  getHotMesh(): never {
    throw new TypeError(
      'getHotMesh does not exist: there is no graph engine. Clients of @perdure/client see records as workflows',
    );
  }

  /** The key of a record's fields in Redis. */
  async mintKey(entity: string, id: string, namespace?: string): Promise<string> {
    return (await this.#engine(namespace)).records.keyOf({ entity, workflowId: workflowIdOf(entity, id) });
  }

  async #change(entity: string, id: string, { namespace }: CallOptions, changes: readonly RecordChange[]) {
    const workflowId = workflowIdOf(entity, id);
    const { records } = await this.#engine(namespace);
    const target = { workflowId, entity, workflowType: entity };
    return await recordError(records.change(target, changes, { requestId: randomUUID() }), workflowId);
  }

  async #read(entity: string, id: string, { namespace }: CallOptions, fields?: readonly string[]) {
    const workflowId = workflowIdOf(entity, id);
    return await (await this.#engine(namespace)).records.read({ entity, workflowId }, fields);
  }

  async #handle(entity: string, id: string, namespace: string | undefined): Promise<WorkflowHandle> {
    const workflowId = workflowIdOf(entity, id);
    const { client } = await this.#mustExist(entity, workflowId, namespace);
    return new WorkflowHandle(client, workflowId, `${entity}-${entity}`);
  }

  async #mustExist(entity: string, workflowId: string, namespace: string | undefined): Promise<Place> {
    const place = await this.#place(namespace);
    const known = await keptRun(place.engine, workflowId);
    if (!known) throw notFound(workflowId);
    checkEntity(known, entity, workflowId);
    return place;
  }

  async #place(namespace: string = DEFAULT_NAMESPACE): Promise<Place> {
    const { connection } = this.#config;
    await connect(connection);
    return { client: await clientOf(connection, namespace), engine: await engineOf(connection, namespace) };
  }

  readonly #open = (namespace: string): Promise<EngineClient> => this.#engine(namespace);

  #indexName(entity: string, index: string | undefined): string {
    return index ?? this.#config.search?.index ?? entity;
  }

  #engine(namespace: string = DEFAULT_NAMESPACE): Promise<EngineClient> {
    return engineOf(this.#config.connection, namespace);
  }
}

function ownText(row: Readonly<Record<string, string>> | undefined, field: string): string | null {
  return row && Object.hasOwn(row, field) ? (row[field] ?? null) : null;
}

function sum(results: readonly string[]): number {
  return results.reduce((total, result) => total + Number(result), 0);
}
