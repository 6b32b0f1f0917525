import type { Command, CommandKind, CommandOf } from '../model/command';
import { requestCancelActivity, scheduleActivity } from './activity';
import { cancelChildWorkflow, startChildWorkflow } from './child';
import { continueAsNew } from './continue-as-new';
import { cancelSignalExternalWorkflow, requestCancelExternalWorkflow, signalExternalWorkflow } from './external';
import { invariant } from '../invariant';
import { requestCancelLocalActivity, scheduleLocalActivity } from './local-activity';
import { setPatchMarker } from './patch';
import type { Run } from './run';
import { cancelTimer, startTimer } from './timer';
import { updateResponse } from './update';

type CommandRule<K extends CommandKind> = (run: Run, command: CommandOf<K>) => void;

const COMMAND_RULES = {
  startTimer,
  cancelTimer,
  scheduleActivity,
  requestCancelActivity,
  scheduleLocalActivity,
  requestCancelLocalActivity,
  startChildWorkflow,
  cancelChildWorkflow,
  signalExternalWorkflow,
  cancelSignalExternalWorkflow,
  requestCancelExternalWorkflow,
  setPatchMarker,
  upsertSearchAttributes: (run, command) => {
    run.searchAttributes = { ...run.searchAttributes, ...command.searchAttributes };
    run.queue.issue(command);
  },
  modifyMemo: (run, command) => void run.queue.issue(command),
  updateResponse,
  queryResponse: (_run, command) => {
    invariant(false, `query '${command.queryId}' was answered outside a query activation`);
  },
  completeWorkflow: (run, command) => void run.queue.issue(command),
  failWorkflow: (run, command) => void run.queue.issue(command),
  cancelWorkflow: (run, command) => void run.queue.issue(command),
  continueAsNew,
} satisfies { [K in CommandKind]: CommandRule<K> };

/** Takes in one command of the workflow code. */
export function applyCommand(run: Run, command: Command): void {
  const rule = COMMAND_RULES[command.kind] as (run: Run, command: Command) => void;
  rule(run, command);
}
