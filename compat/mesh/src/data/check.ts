/** What MeshData refuses before anything is written. */
import { checkArgs, checkWorkerOptions } from '../flow/check';
import { checkMaxConcurrent } from '../max-concurrent';
import { checkNames, type Names } from '../option-names';
import type {
  ConnectOptions,
  DelOptions,
  ExecInput,
  FindJobsOptions,
  MeshDataWorkflowOptions,
  RollCallOptions,
  SetOptions,
} from './types';

const CONNECT = { namespace: true, taskQueue: true, options: true } satisfies Names<ConnectOptions>;
const CONNECT_ADVICE = {
  ttl: 'exec says how long a record is kept',
  prefix: 'the keys of records are made of namespace and entity',
  search: 'the schema belongs to the constructor, or to createSearchIndex',
};

const EXEC = {
  namespace: true,
  id: true,
  ttl: true,
  taskQueue: true,
  await: true,
  search: true,
  signalIn: true,
} satisfies Names<MeshDataWorkflowOptions>;
const EXEC_ADVICE = {
  expire: "how long a record is kept is said by ttl: '15 minutes'",
  persistent: "a record is kept for good by ttl: 'infinity'",
  pending: 'an id cannot be reserved',
  prefix: CONNECT_ADVICE.prefix,
  marker: 'fields are given by search: { data }',
  config: 'the function of a record runs once; activities are repeated as proxyActivities says',
};

const ROLL_CALL = { namespace: true, entity: true, taskQueue: true } satisfies Names<RollCallOptions>;
const ROLL_CALL_ADVICE = { delay: 'nobody is waited for: it reads what workers have said' };

const FIND_JOBS = { namespace: true, match: true, limit: true, cursor: true } satisfies Names<FindJobsOptions>;
const FIND_JOBS_ADVICE = { batch: 'no keys are scanned; limit is the size of a page' };

export function checkConnect(options: ConnectOptions): void {
  checkNames('connect', options, CONNECT, CONNECT_ADVICE);
  checkWorkerOptions(options.options);
  checkMaxConcurrent(options.options?.maxConcurrent);
}

export function checkExec({ args, options }: ExecInput): void {
  checkNames('exec', options, EXEC, EXEC_ADVICE);
  checkNames("exec's search", options?.search, { data: true }, { schema: CONNECT_ADVICE.search });
  checkArgs('exec', args);
}

export const checkRollCall = (options: RollCallOptions): void =>
  checkNames('rollCall', options, ROLL_CALL, ROLL_CALL_ADVICE);

export function checkFindJobs(options: FindJobsOptions): void {
  checkNames('findJobs', options, FIND_JOBS, FIND_JOBS_ADVICE);
  const { limit } = options;
  if (limit === undefined || (Number.isInteger(limit) && limit >= 1 && limit <= 1_000)) return;
  throw new TypeError(`limit is ${String(limit)}: give a whole number from 1 to 1000`);
}

/** The fields to be set. @throws TypeError when they are missing. */
export function dataOf(options: SetOptions | undefined): SetOptions['search']['data'] {
  const data = (options as Partial<SetOptions> | undefined)?.search?.data;
  if (typeof data === 'object' && !Array.isArray(data)) return data;
  throw new TypeError("set takes fields as { search: { data: { name: 'value' } } }");
}

/** The fields to be removed. @throws TypeError when they are missing. */
export function fieldsOf(options: DelOptions | undefined): DelOptions['fields'] {
  const fields = (options as Partial<DelOptions> | undefined)?.fields;
  if (Array.isArray(fields)) return fields as readonly string[];
  throw new TypeError("del takes names as { fields: ['name'] }");
}
