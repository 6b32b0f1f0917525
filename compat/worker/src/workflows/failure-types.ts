/** Error names by workflow type; '*' is for all. */
export type FailureErrorTypes = Readonly<Record<string, readonly string[]>>;

/** Names that mean nondeterminism. */
const NONDETERMINISM = ['NondeterminismError', 'DeterminismViolationError', 'Error'];

/** Whether nondeterminism fails a workflow of this type, and not only its task. */
export function nondeterminismFails(types: FailureErrorTypes | undefined, workflowType: string): boolean {
  if (types === undefined) return false;
  const names = [...(types['*'] ?? []), ...(types[workflowType] ?? [])];
  return names.some((name) => NONDETERMINISM.includes(name));
}
