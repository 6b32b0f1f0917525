import type { ResolvedCommand, ResolvedCommandKind } from '../../model/resolved-command';
import { requestCancelActivity, scheduleActivity } from './activity';
import { startChildWorkflow } from './child';
import type { CommandContext, CommandRule, Decided } from './context';
import { requestCancelExternalWorkflow, signalExternalWorkflow } from './external';
import { modifyMemo, recordMarker, upsertSearchAttributes } from './properties';
import { cancelWorkflow, completeWorkflow, continueAsNew, failWorkflow } from './terminal';
import { cancelTimer, startTimer } from './timer';
import { acceptUpdate, completeUpdate, rejectUpdate } from './update';

/** One rule for each command; a new command does not compile until it has one. */
const RULES = {
  startTimer,
  cancelTimer,
  scheduleActivity,
  requestCancelActivity,
  startChildWorkflow,
  requestCancelExternalWorkflow,
  signalExternalWorkflow,
  recordMarker,
  upsertSearchAttributes,
  modifyMemo,
  acceptUpdate,
  completeUpdate,
  rejectUpdate,
  completeWorkflow,
  failWorkflow,
  cancelWorkflow,
  continueAsNew,
} satisfies { [K in ResolvedCommandKind]: CommandRule<K> };

/** Decides one command whose first event will have this id. */
export function decideCommand(command: ResolvedCommand, eventId: number, context: CommandContext): Decided {
  const rule = RULES[command.kind] as CommandRule<ResolvedCommandKind>;
  return rule(command, eventId, context);
}
