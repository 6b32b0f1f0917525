/**
 * For our own bugs, never for what came from outside: those are typed errors.
 *
 * @throws an Error that names what was broken.
 */
export function invariant(holds: unknown, broken: string): asserts holds {
  if (!holds) throw new Error(`Invariant broken: ${broken}`);
}
