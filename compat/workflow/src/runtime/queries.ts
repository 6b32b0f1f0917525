/** Queries: answered at once, without a trace in the run (spec 9.4). */
import { ensureTemporalFailure } from '@temporalio/common';
import { payloadMapFromWire } from '@perdure/common/lib/wire';
import type { JobOf, QueryResponse } from '@perdure/engine';
import { DeterminismViolationError } from '../errors';
import { composeInterceptors } from '../interceptor-composition';
import type { QueryInput } from '../interceptors';
import { isInternalName, refuseReserved } from './reserved';
import type { Run } from './run';

type QueryJob = JobOf<'queryWorkflow'>;

/** Answers a query; anything that goes wrong is its answer. */
export function dispatchQuery(run: Run, job: QueryJob): void {
  let outputType = run.handlers.queries.get(job.name)?.typeInfo?.outputType;
  const interceptors = isInternalName(job.name) ? [] : run.interceptors.inbound;
  try {
    refuseReserved('query', job.name, run.handlers.queries.has(job.name), run.handlers.defaultQuery !== undefined);
    const execute = composeInterceptors(interceptors, 'handleQuery', (input) => {
      outputType = run.handlers.queries.get(input.queryName)?.typeInfo?.outputType;
      return callHandler(run, input);
    });
    execute(inputOf(run, job))
      .then((result) => answer(run, job, { result: [run.codec.encode(result, undefined, outputType)] }))
      .catch((error: unknown) => refuse(run, job, error));
  } catch (error) {
    refuse(run, job, error);
  }
}

function inputOf(run: Run, job: QueryJob): QueryInput {
  const types = run.handlers.queries.get(job.name)?.typeInfo?.inputTypes;
  return {
    queryId: job.queryId,
    queryName: job.name,
    args: run.codec.decodeAll(job.args, types),
    headers: payloadMapFromWire(job.header),
  };
}

async function callHandler(run: Run, { queryName, args }: QueryInput): Promise<unknown> {
  const { queries, defaultQuery } = run.handlers;
  const handler = queries.get(queryName)?.handler ?? defaultQuery?.bind(undefined, queryName);
  if (handler === undefined) {
    const known = [...queries.keys()].join(' ');
    throw new ReferenceError(`Workflow did not register a handler for ${queryName}. Registered queries: [${known}]`);
  }
  const result = handler(...args);
  if (result instanceof Promise) {
    result.catch(() => undefined);
    throw new DeterminismViolationError('Query handlers should not return a Promise');
  }
  return result;
}

function refuse(run: Run, job: QueryJob, error: unknown): void {
  answer(run, job, { failure: run.codec.toFailure(ensureTemporalFailure(error)) });
}

function answer(run: Run, { queryId }: QueryJob, given: QueryResponse['answer']): void {
  run.push({ kind: 'queryResponse', queryId, answer: given });
}
