/** One function for each kind of step, in one table. */
import type { Player } from './player';
import type { Step, StepName } from './plan';
import * as activity from './steps-activity';
import * as record from './steps-record';
import * as run from './steps-run';
import * as task from './steps-task';
import * as wait from './steps-wait';
import { fireDue } from './due';

export type PlayStep = (player: Player, step: Step) => Promise<unknown>;

export const steps = { ...run, ...task, ...activity, ...wait, ...record, fireDue } satisfies {
  [K in StepName]: PlayStep;
};
