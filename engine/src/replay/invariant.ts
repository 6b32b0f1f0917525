/** Stops on a mistake of ours or of the sandbox: nothing a history or a user's code can cause. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Replay machine: ${message}`);
}
