import type { CommandOf, UpdateResponse } from '../model/command';
import type { UpdateRequest } from '../model/event';
import { withoutTrace } from '../model/trace-header';
import { invariant } from '../invariant';
import type { Run } from './run';

/** An update the code has been told of, until it has answered. */
export interface Update {
  readonly request: UpdateRequest;
  /** Id of the event that accepted it, once known. */
  acceptedEventId?: number;
}

/** Tells the code of an update. Validators run only the first time. */
export function deliverUpdate(run: Run, request: UpdateRequest): void {
  const { updateId, name, input = [], header = {} } = request;
  run.updates.set(updateId, { request });
  run.jobs.push({
    kind: 'doUpdate',
    updateId,
    name,
    args: input,
    header: withoutTrace(header),
    runValidator: !run.replaying,
  });
}

export function updateResponse(run: Run, { updateId, response }: CommandOf<'updateResponse'>): void {
  const update = run.updates.get(updateId);
  invariant(update, `the code answered update '${updateId}', which it was not given`);
  if (response.state === 'accepted') return accept(run, update);
  run.updates.delete(updateId);
  if (response.state === 'rejected') return reject(run, updateId, response);
  const outcome = response.state === 'completed' ? { result: response.result } : { failure: response.failure };
  run.queue.issue({ kind: 'completeUpdate', updateId, acceptedEventId: update.acceptedEventId, outcome });
}

function accept(run: Run, update: Update): void {
  run.queue.issue(
    { kind: 'acceptUpdate', request: update.request },
    { recorded: (eventId) => (update.acceptedEventId = eventId) },
  );
}

/** A rejection leaves no event, so there is nothing to say on replay. */
function reject(
  run: Run,
  updateId: string,
  response: Extract<UpdateResponse['response'], { state: 'rejected' }>,
): void {
  if (!run.replaying) run.queue.issue({ kind: 'rejectUpdate', updateId, failure: response.failure });
}
