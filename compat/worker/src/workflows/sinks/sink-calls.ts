import type { Logger } from '@temporalio/common';
import type { SinkCall } from '@perdure/engine';
import type { InjectedSinkFunction, InjectedSinks } from '../../sinks';
import type { WorkflowInfo } from '../../workflow-types';

/** Built-in functions have no use for the workflow's information, which takes time to build. */
const BUILT_IN = Symbol('built-in sink');
const NO_INFO = {} as WorkflowInfo;

/** Marks a sink function that ignores its first argument. */
export function builtIn<F extends object>(fn: F): F {
  return Object.assign(fn, { [BUILT_IN]: true });
}

function isBuiltIn(target: object): boolean {
  return BUILT_IN in target;
}

const LEGACY_LOGGER = 'defaultWorkerLogger';

/**
 * Carries out what workflow code called through sinks, in order of the calls. Calls made during replay are dropped
 * unless the function asks for them. What a function throws is logged and goes no further.
 */
export class SinkCalls {
  readonly #sinks: InjectedSinks<any>;
  readonly #logger: Logger;
  readonly #replayOnly: boolean;

  /** `replayOnly`: every call counts as made during replay, even of code that runs past the end of a history. */
  constructor(sinks: InjectedSinks<any>, logger: Logger, { replayOnly = false } = {}) {
    this.#sinks = sinks;
    this.#logger = logger;
    this.#replayOnly = replayOnly;
  }

  /** Resolves when all functions have; a promise only when one of them made one. */
  carryOut(calls: readonly SinkCall[], info: () => WorkflowInfo): Promise<unknown> | undefined {
    let pending: Promise<void>[] | undefined;
    for (const call of calls) {
      const ending = this.#carryOutOne(call, info);
      if (ending !== undefined) (pending ??= []).push(ending);
    }
    return pending && Promise.all(pending);
  }

  #carryOutOne(call: SinkCall, info: () => WorkflowInfo): Promise<void> | undefined {
    const name = call.sink === LEGACY_LOGGER ? '__temporal_logger' : call.sink;
    const target = (this.#sinks[name] as Record<string, InjectedSinkFunction<any>> | undefined)?.[call.fn];
    if (target === undefined) {
      this.#report('Workflow referenced an unregistered external sink', call, info);
      return undefined;
    }
    if ((call.replaying || this.#replayOnly) && !target.callDuringReplay) return undefined;
    try {
      const result: unknown = target.fn(isBuiltIn(target) ? NO_INFO : info(), ...(call.args as never[]));
      // A function of type `void` may still return something: `(line) => lines.push(line)` does.
      if (!(result instanceof Promise)) return undefined;
      return result.then(
        () => undefined,
        (error: unknown) => this.#reportThrown(call, info, error),
      );
    } catch (error) {
      this.#reportThrown(call, info, error);
      return undefined;
    }
  }

  #reportThrown(call: SinkCall, info: () => WorkflowInfo, error: unknown): void {
    this.#report('External sink function threw an error', call, info, { error });
  }

  #report(message: string, call: SinkCall, info: () => WorkflowInfo, more?: object): void {
    const { workflowId, runId, workflowType, taskQueue, namespace } = info();
    const about = { workflowId, runId, workflowType, taskQueue, namespace };
    this.#logger.error(message, { ...about, ifaceName: call.sink, fnName: call.fn, ...more });
  }
}
