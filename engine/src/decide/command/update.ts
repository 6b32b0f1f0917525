import type { WorkflowExecutionUpdateCompleted } from '../../model/event';
import type { CommandRule } from './context';

/** The topic that those who wait for an update listen to. */
function updateTopic(updateId: string): string {
  return `update:${updateId}`;
}

export const acceptUpdate: CommandRule<'acceptUpdate'> = ({ request }, eventId, context) => {
  const { updateId } = request;
  context.acceptedHere.set(updateId, eventId);
  return {
    events: [{ type: 'WorkflowExecutionUpdateAccepted', updateId, request }],
    effects: [
      { do: 'moveUpdate', updateId, to: `accepted ${eventId}` },
      { do: 'notify', topic: updateTopic(updateId), message: '{"state":"accepted"}' },
    ],
  };
};

export const completeUpdate: CommandRule<'completeUpdate'> = (command, eventId, context) => {
  const { updateId, outcome } = command;
  const acceptedEventId = command.acceptedEventId ?? context.acceptedHere.get(updateId) ?? 0;
  const event: WorkflowExecutionUpdateCompleted = {
    type: 'WorkflowExecutionUpdateCompleted',
    updateId,
    acceptedEventId,
    outcome,
  };
  return {
    events: [event],
    effects: [
      { do: 'moveUpdate', updateId, to: `completed ${eventId}` },
      { do: 'notify', topic: updateTopic(updateId), message: JSON.stringify({ state: 'completed', event }) },
    ],
  };
};

/** A rejection is no event: the history does not know the update. */
export const rejectUpdate: CommandRule<'rejectUpdate'> = ({ updateId, failure }) => ({
  events: [],
  effects: [
    { do: 'moveUpdate', updateId, to: `rejected ${JSON.stringify(failure)}` },
    { do: 'notify', topic: updateTopic(updateId), message: JSON.stringify({ state: 'rejected', failure }) },
  ],
});
