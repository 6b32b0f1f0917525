/** Workflow code of a hosted run waited too long for something that is no part of its history. */
export class ForeignWaitError extends Error {
  override readonly name = 'ForeignWaitError';
  constructor(workflowType: string, limitMs: number) {
    super(
      `Workflow '${workflowType}' has waited ${limitMs / 1_000} s for something outside of the workflow, such as a file, a ` +
        'socket or a timer of Node. What it brings is not in the history and would differ on replay: do it in an activity, ' +
        'and wait with sleep() or condition().',
    );
  }
}

/** Workflow code of a hosted run called the workflow API while no activation of it was running. */
export class LateCallError extends Error {
  override readonly name = 'LateCallError';
  constructor(workflowType: string) {
    super(
      `Workflow '${workflowType}' used the workflow API after waiting for something outside of the workflow, such as a file, ` +
        'a socket or a timer of Node, while other parts of it were waiting for the workflow itself. When that comes back is ' +
        'not in the history, so it cannot be replayed: do it in an activity.',
    );
  }
}
