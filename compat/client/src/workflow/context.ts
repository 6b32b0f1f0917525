import type { WorkflowSerializationContext } from '@temporalio/common';
import type { CallScope } from '../base-client';

/** What converters and codecs are told about the workflow a value belongs to. */
export function contextOf(scope: CallScope, workflowId: string): WorkflowSerializationContext {
  return { type: 'workflow', namespace: scope.namespace, workflowId };
}
