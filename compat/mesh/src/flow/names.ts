/** Names on the engine's side of MeshFlow. */
/** Executions of MeshFlow live in this namespace when none is given: the one that Temporal's clients use too. */
export const DEFAULT_NAMESPACE = 'default';

/** Each workflow function has a queue of its own, so that workers of one queue may offer different functions. */
export function queueOf(taskQueue: string, workflowName: string): string {
  return `${taskQueue}-${workflowName}`;
}

/** The queue of the workflows that keep signals. */
export const SIGNAL_QUEUE = 'meshflow-signals';
/** Their type. */
export const SIGNAL_KEEPER = 'meshflowSignalKeeper';
/** A keeper that has ended is of no interest any more. */
export const KEEPER_RETENTION_MS = 60_000;
/** The workflow that keeps one signal id. */
export function keeperId(signalId: string): string {
  return `meshflow-signal/${signalId}`;
}

/** What the keeper tells a workflow that waits. */
export const DELIVER = 'meshflow:deliver';
/** What a keeper is told. */
export const SEND = 'send';
export const AWAIT = 'await';
/** Answers nothing; a closed workflow refuses it, which tells the keeper that nobody waits there any more. */
export const PROBE = 'meshflow:probe';
