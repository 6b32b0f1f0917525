import type { Message } from '../../model/message';
import type { ExecutionTarget } from '../../model/request';
import type { CommandRule } from './context';

/** The pending field of a message to another execution: `signal` or `cancel`. */
export function externalField(initiatedEventId: number): string {
  return `ext:${initiatedEventId}`;
}

/** A child is known by the first run of its chain; anything else by its run, or its id alone. */
function targetOf(command: { workflowId: string; runId: string; childWorkflowOnly: boolean }): ExecutionTarget {
  const { workflowId, runId } = command;
  if (!runId) return { workflowId };
  return command.childWorkflowOnly ? { workflowId, firstRunId: runId } : { workflowId, runId };
}

export const signalExternalWorkflow: CommandRule<'signalExternalWorkflow'> = (command, eventId) => {
  const { workflowId, runId, childWorkflowOnly, signalName, args, header } = command;
  const target = targetOf(command);
  const message: Message = {
    kind: 'signal',
    initiatedEventId: eventId,
    target,
    childWorkflowOnly,
    signalName,
    args,
    header,
  };
  return {
    events: [
      {
        type: 'SignalExternalWorkflowExecutionInitiated',
        workflowId,
        runId,
        signalName,
        input: args,
        header,
        childWorkflowOnly,
      },
    ],
    effects: [
      { do: 'set', hash: 'pending', field: externalField(eventId), value: 'signal' },
      { do: 'send', message: JSON.stringify(message) },
    ],
  };
};

export const requestCancelExternalWorkflow: CommandRule<'requestCancelExternalWorkflow'> = (command, eventId) => {
  const { workflowId, runId, childWorkflowOnly, reason } = command;
  const target = targetOf(command);
  const message: Message = { kind: 'cancel', initiatedEventId: eventId, target, childWorkflowOnly, reason };
  return {
    events: [
      {
        type: 'RequestCancelExternalWorkflowExecutionInitiated',
        workflowId,
        runId,
        childWorkflowOnly,
        reason,
      },
    ],
    effects: [
      { do: 'set', hash: 'pending', field: externalField(eventId), value: 'cancel' },
      { do: 'send', message: JSON.stringify(message) },
    ],
  };
};
