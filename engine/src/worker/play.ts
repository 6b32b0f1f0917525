import type { RunMachine, TaskOutcome } from '../replay/run-machine';
import type { WorkflowTaskWatch } from '../telemetry/workflow-task';
import type { WorkflowHandler } from './contract';
import { activationFailed } from './task-failure';

/** Runs every activation of what the machine was fed. */
export async function play(handler: WorkflowHandler, machine: RunMachine): Promise<TaskOutcome> {
  await activateAll(handler, machine);
  return machine.finish();
}

/** Runs the activations there are now. */
export async function activateAll(
  handler: WorkflowHandler,
  machine: RunMachine,
  watch?: WorkflowTaskWatch,
): Promise<void> {
  for (let activation = machine.next(); activation; activation = machine.next()) {
    watch?.activation(activation.isReplaying);
    const result = await handler.activate(activation);
    if (result.status === 'failed') throw activationFailed(result);
    machine.submit(result.commands);
  }
}
