/** The warnings of a workflow that ends while handlers run (spec 9.18). Texts are Temporal's: people search for them. */
import { HandlerUnfinishedPolicy } from '@temporalio/common';
import { log } from '../logs';
import type { Execution } from './handlers';
import type { Run } from './run';

const UPDATES =
  '[TMPRL1102] Workflow finished while an update handler was still running. This may have interrupted work that the ' +
  "update handler was doing, and the client that sent the update will receive a 'workflow execution " +
  "already completed' RPCError instead of the update result. You can wait for all update and signal " +
  'handlers to complete by using `await workflow.condition(workflow.allHandlersFinished)`. ' +
  'Alternatively, if both you and the clients sending the update are okay with interrupting running handlers ' +
  'when the workflow finishes, and causing clients to receive errors, then you can disable this warning by ' +
  'passing an option when setting the handler: ' +
  '`workflow.setHandler(myUpdate, myUpdateHandler, {unfinishedPolicy: HandlerUnfinishedPolicy.ABANDON});`. ' +
  'The following updates were unfinished (and warnings were not disabled for their handler):';

const SIGNALS =
  '[TMPRL1102] Workflow finished while a signal handler was still running. This may have interrupted work that the ' +
  'signal handler was doing. You can wait for all update and signal handlers to complete by using ' +
  '`await workflow.condition(workflow.allHandlersFinished)`. Alternatively, if both you and the ' +
  'clients sending the update are okay with interrupting running handlers when the workflow finishes, ' +
  'then you can disable this warning by passing an option when setting the handler: ' +
  '`workflow.setHandler(mySignal, mySignalHandler, {unfinishedPolicy: HandlerUnfinishedPolicy.ABANDON});`. ' +
  'The following signals were unfinished (and warnings were not disabled for their handler):';

/** One warning for updates, one for signals, unless the handler said it may be abandoned. */
export function warnAboutUnfinishedHandlers({ handlers }: Run): void {
  const updates = [...handlers.runningUpdates].filter(([, execution]) => warns(execution));
  if (updates.length > 0) {
    log.warn(`${UPDATES} ${JSON.stringify(updates.map(([id, { name }]) => ({ name, id })))}`);
  }
  const signals = [...handlers.runningSignals.values()].filter(warns);
  if (signals.length > 0) log.warn(`${SIGNALS} ${JSON.stringify(counted(signals))}`);
}

function warns({ unfinishedPolicy }: Execution): boolean {
  return unfinishedPolicy === HandlerUnfinishedPolicy.WARN_AND_ABANDON;
}

function counted(executions: readonly Execution[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { name } of executions) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count }));
}
