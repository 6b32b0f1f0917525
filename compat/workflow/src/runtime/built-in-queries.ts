import { RawValue } from '@temporalio/common';
import { ENHANCED_STACK_TRACE_QUERY_NAME, STACK_TRACE_QUERY_NAME } from '@temporalio/common/lib/reserved';
import type { HandlerEntry } from './handlers';
import { METADATA_QUERY_NAME } from './names';
import type { Run } from './run';
import { enhancedStacksOf, stacksOf } from './waits';

/** Registers the queries every workflow answers. Their answers bypass the configured payload converter. */
export function registerBuiltInQueries(run: Run): void {
  const add = (name: string, description: string, read: () => unknown): void => {
    run.handlers.queries.set(name, { handler: () => new RawValue(read()), description });
  };
  add(STACK_TRACE_QUERY_NAME, 'Where the workflow waits, as text.', () => stacksOf(run).join('\n\n'));
  add(ENHANCED_STACK_TRACE_QUERY_NAME, 'Where the workflow waits, as data.', () => enhancedStacksOf(run));
  add(METADATA_QUERY_NAME, 'What the workflow can be asked and told.', () => metadataOf(run));
}

function metadataOf(run: Run): unknown {
  const { queries, signals, updates } = run.handlers;
  return {
    definition: {
      type: run.info.workflowType,
      queryDefinitions: described(queries),
      signalDefinitions: described(signals),
      updateDefinitions: described(updates),
    },
    currentDetails: run.currentDetails,
  };
}

function described(entries: ReadonlyMap<string, HandlerEntry>): { name: string; description?: string }[] {
  return [...entries].map(([name, { description }]) => ({ name, description }));
}
