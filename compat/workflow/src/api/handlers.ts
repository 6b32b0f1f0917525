import {
  HandlerUnfinishedPolicy,
  type QueryDefinition,
  type SignalDefinition,
  type UpdateDefinition,
} from '@temporalio/common';
import { throwIfReservedName } from '@temporalio/common/lib/reserved';
import type {
  DefaultQueryHandler,
  DefaultSignalHandler,
  DefaultUpdateHandler,
  Handler,
  QueryHandlerOptions,
  SignalHandlerOptions,
  UpdateHandlerOptions,
} from '../interfaces';
import { requireRun } from '../runtime/current';
import type { HandlerEntry } from '../runtime/handlers';
import type { Run } from '../runtime/run';
import { dispatchBufferedSignals } from '../runtime/signals';
import { dispatchBufferedUpdates } from '../runtime/updates';

type Definition = UpdateDefinition<any, any> | SignalDefinition<any> | QueryDefinition<any, any>;
type AnyOptions = QueryHandlerOptions & SignalHandlerOptions & UpdateHandlerOptions<any[]>;

/**
 * Says what a signal, update or query does; undefined takes it back. Signals and updates that were waiting are handled
 * inside this call. Throws `TypeError` for reserved names.
 */
export function setHandler<Ret, Args extends any[], T extends QueryDefinition<Ret, Args>>(
  def: T,
  handler: Handler<Ret, Args, T> | undefined,
  options?: QueryHandlerOptions,
): void;
export function setHandler<Ret, Args extends any[], T extends SignalDefinition<Args>>(
  def: T,
  handler: Handler<Ret, Args, T> | undefined,
  options?: SignalHandlerOptions,
): void;
export function setHandler<Ret, Args extends any[], T extends UpdateDefinition<Ret, Args>>(
  def: T,
  handler: Handler<Ret, Args, T> | undefined,
  options?: UpdateHandlerOptions<Args>,
): void;
export function setHandler(def: Definition, handler: unknown, options?: AnyOptions): void {
  const run = requireRun('Workflow.setHandler(...) may only be used from a Workflow Execution.');
  throwIfReservedName(def.type, def.name);
  const registry = registryOf(run, def);
  if (handler == null) {
    registry.delete(def.name);
    return;
  }
  const entry: HandlerEntry = {
    handler: requireFunction(handler),
    description: options?.description,
    typeInfo: def.typeInfo,
  };
  registry.set(def.name, {
    ...entry,
    validator: options?.validator,
    unfinishedPolicy: options?.unfinishedPolicy ?? HandlerUnfinishedPolicy.WARN_AND_ABANDON,
  });
  if (def.type === 'update') dispatchBufferedUpdates(run);
  if (def.type === 'signal') dispatchBufferedSignals(run);
}

/** Receives all signals without a handler of their own, those that were waiting first, in order. Undefined takes it back. */
export function setDefaultSignalHandler(handler: DefaultSignalHandler | undefined): void {
  const run = requireRun('Workflow.setDefaultSignalHandler(...) may only be used from a Workflow Execution.');
  run.handlers.defaultSignal = optionalFunction(handler);
  if (run.handlers.defaultSignal) dispatchBufferedSignals(run);
}

/** Receives all updates without a handler of their own; it has no validator. Undefined takes it back. */
export function setDefaultUpdateHandler(handler: DefaultUpdateHandler | undefined): void {
  const run = requireRun('Workflow.setDefaultUpdateHandler(...) may only be used from a Workflow Execution.');
  run.handlers.defaultUpdate = optionalFunction(handler);
  if (run.handlers.defaultUpdate) dispatchBufferedUpdates(run);
}

/** Answers all queries without a handler of their own. Undefined takes it back. */
export function setDefaultQueryHandler(handler: DefaultQueryHandler | undefined): void {
  const run = requireRun('Workflow.setDefaultQueryHandler(...) may only be used from a Workflow Execution.');
  run.handlers.defaultQuery = optionalFunction(handler);
}

/** True when no signal or update handler is executing. For `condition(allHandlersFinished)`. */
export function allHandlersFinished(): boolean {
  const { handlers } = requireRun('allHandlersFinished() may only be used from a Workflow Execution.');
  return handlers.runningSignals.size === 0 && handlers.runningUpdates.size === 0;
}

function registryOf({ handlers }: Run, def: Definition): Map<string, any> {
  switch (def.type) {
    case 'update':
      return handlers.updates;
    case 'signal':
      return handlers.signals;
    case 'query':
      return handlers.queries;
    default:
      throw new TypeError(`Invalid definition type: ${String((def as Definition).type)}`);
  }
}

function requireFunction(handler: unknown): HandlerEntry['handler'] {
  if (typeof handler === 'function') return handler as HandlerEntry['handler'];
  throw new TypeError(`Expected handler to be either a function or 'undefined'. Got: '${typeof handler}'`);
}

function optionalFunction<F>(handler: F | null | undefined): F | undefined {
  if (handler == null) return undefined;
  requireFunction(handler);
  return handler;
}
