import type {
  QueryDefinition,
  QueryDefinitionOptions,
  SignalDefinition,
  SignalDefinitionOptions,
  UpdateDefinition,
  UpdateDefinitionOptions,
} from '@temporalio/common';
import { ENHANCED_STACK_TRACE_QUERY_NAME, STACK_TRACE_QUERY_NAME } from '@temporalio/common/lib/reserved';
import { METADATA_QUERY_NAME } from '../runtime/names';
import type { EnhancedStackTrace } from '../stack-trace';

/** Names an update and its types. Usable in workflow and client code. */
export function defineUpdate<Ret, Args extends any[] = [], Name extends string = string>(
  name: Name,
  options: UpdateDefinitionOptions = {},
): UpdateDefinition<Ret, Args, Name> {
  return { type: 'update', name, ...options } as UpdateDefinition<Ret, Args, Name>;
}

/** Names a signal and its types. Usable in workflow and client code. */
export function defineSignal<Args extends any[] = [], Name extends string = string>(
  name: Name,
  options: SignalDefinitionOptions = {},
): SignalDefinition<Args, Name> {
  return { type: 'signal', name, ...options } as SignalDefinition<Args, Name>;
}

/** Names a query and its types. Usable in workflow and client code. */
export function defineQuery<Ret, Args extends any[] = [], Name extends string = string>(
  name: Name,
  options: QueryDefinitionOptions = {},
): QueryDefinition<Ret, Args, Name> {
  return { type: 'query', name, ...options } as QueryDefinition<Ret, Args, Name>;
}

/** What a workflow can be asked and told. */
export interface WorkflowMetadata {
  definition: {
    type: string;
    queryDefinitions: { name: string; description?: string }[];
    signalDefinitions: { name: string; description?: string }[];
    updateDefinitions: { name: string; description?: string }[];
  };
  currentDetails: string;
}

/** Where the workflow waits, as text. Every workflow answers it. */
export const stackTraceQuery: QueryDefinition<string, [], string> = defineQuery<string>(STACK_TRACE_QUERY_NAME);
/** Where the workflow waits, as data. Every workflow answers it. */
export const enhancedStackTraceQuery: QueryDefinition<EnhancedStackTrace, [], string> = defineQuery<EnhancedStackTrace>(
  ENHANCED_STACK_TRACE_QUERY_NAME,
);
/** What the workflow can be asked and told. Every workflow answers it. */
export const workflowMetadataQuery: QueryDefinition<WorkflowMetadata, [], string> =
  defineQuery<WorkflowMetadata>(METADATA_QUERY_NAME);
