import { requireRun } from './runtime/current';

/** A label that groups what a workflow does, for tools that show its history. */
export interface EventGroupMarker {
  /** Runs a function; what it asks for belongs to the group. */
  withScope<T>(fn: () => Promise<T>): Promise<T>;
}

/**
 * Makes a label for a group of commands. Histories here do not record groups, so a group changes nothing: code that
 * uses it runs as it is.
 */
export function createEventGroup(_label: string, _options?: { id?: string }): EventGroupMarker {
  requireRun('createEventGroup(...) may only be used from a Workflow Execution');
  return { withScope: (fn) => fn() };
}
