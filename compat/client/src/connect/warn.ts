/** Warnings that are worth one line in a process, whatever number of clients cause them. */
const WARNED = Symbol.for('perdure.warned.1');

interface Shared {
  [WARNED]?: Set<string>;
}

/** Emits a process warning, once for each key. */
export function warnOnce(key: string, message: string): void {
  const shared = globalThis as Shared;
  const warned = (shared[WARNED] ??= new Set());
  if (warned.has(key)) return;
  warned.add(key);
  process.emitWarning(message, { type: 'PerdureWarning', code: 'PERDURE_OPTION' });
}
