import { requireRun } from './runtime/current';
import { snapshot } from './runtime/snapshot';
import type { WorkflowInfo } from './workflow-info';

/** A function outside of the sandbox that is called and not waited for. */

export type SinkFunction = (...args: any[]) => void;
/** Functions under one name. */
export type Sink = Record<string, SinkFunction>;
/** Everything a worker injects. */
export type Sinks = Record<string, Sink>;

/** One call of a sink. */
export interface SinkCall {
  ifaceName: string;
  fnName: string;

  args: any[];
  workflowInfo: WorkflowInfo;
}

/**
 * Functions that the worker injects. A call returns at once; it is carried out after the activation, with the arguments
 * as they were, even when the workflow task fails. Errors of a sink never reach the workflow.
 */
export function proxySinks<T extends Sinks>(): T {
  return new Proxy({} as T, {
    get: (_, sink) => new Proxy({}, { get: (_, fn) => recorder(String(sink), String(fn)) }),
  });
}

function recorder(sink: string, fn: string): SinkFunction {
  return (...args) => {
    const run = requireRun('Proxied sinks functions may only be used from a Workflow Execution.');
    const copies = args.map((arg) => snapshot(arg));
    run.sinkCalls.push({ sink, fn, args: copies, replaying: run.info.unsafe.isReplayingHistoryEvents });
  };
}
