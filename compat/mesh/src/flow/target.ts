import { queueOf } from './names';

/** Queue and workflow type of a call. @throws TypeError when it names no function. */
export function target(options: {
  readonly taskQueue?: string;
  readonly workflowName?: string;
  readonly entity?: string;
}): { readonly queue: string; readonly name: string } {
  const { taskQueue, workflowName, entity } = options;
  const queue = taskQueue ?? entity;
  const name = workflowName ?? entity;
  if (!queue || !name) {
    throw new TypeError(
      'Say which function to run: taskQueue and workflowName, as its worker has them (or entity for both)',
    );
  }
  return { queue: queueOf(queue, name), name };
}
