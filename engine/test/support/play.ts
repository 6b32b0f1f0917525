import type { Activation } from '../../src/model/activation';
import type { Command } from '../../src/model/command';
import type { HistoryEvent } from '../../src/model/event';
import type { RunMachine, TaskInput, TaskOutcome } from '../../src/replay/run-machine';
import { createRunMachine } from '../../src/replay/run-machine';
import { RUN_ID } from './history';

/** Workflow code reduced to what the machine sees of it. */
export type Code = (activation: Activation) => readonly Command[];

export interface Played extends TaskOutcome {
  readonly activations: readonly Activation[];
  readonly machine: RunMachine;
}

/** Code that answers the n-th activation with the n-th list of commands. */
export function script(...answers: readonly (readonly Command[])[]): Code {
  let index = 0;
  return () => answers[index++] ?? [];
}

/** Plays one workflow task to its end. */
export function play(
  events: readonly HistoryEvent[],
  code: Code,
  options: { machine?: RunMachine } & Partial<Pick<TaskInput, 'updates' | 'queries'>> = {},
): Played {
  const { machine = createRunMachine(), updates = [], queries = [] } = options;
  machine.feed({ runId: RUN_ID, namespace: 'default', events, updates, queries });
  return drive(machine, code);
}

/** Runs every activation of what was fed. */
export function drive(machine: RunMachine, code: Code): Played {
  const activations: Activation[] = [];
  for (let activation = machine.next(); activation; activation = machine.next()) {
    activations.push(activation);
    machine.submit(code(activation));
  }
  return { activations, machine, ...machine.finish() };
}

/** Kinds of the jobs of each activation. */
export function jobKinds(activations: readonly Activation[]): readonly (readonly string[])[] {
  return activations.map((activation) => activation.jobs.map((job) => job.kind));
}
