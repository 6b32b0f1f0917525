/** Options that a call has not are refused: ignored, they would be missed later. */

export type Names<T> = Readonly<Record<keyof T, true>>;

/** What to do instead, for options that HotMesh has. */
export type Advice = Readonly<Record<string, string>>;

/** @throws TypeError that names the first option which the call has not. */
export function checkNames(
  call: string,
  options: unknown,
  known: Readonly<Record<string, true>>,
  advice: Advice = {},
): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(
      `The options of ${call} are ${options === null ? 'null' : `a ${typeof options}`}: give an object`,
    );
  }
  const unknown = Object.entries(options).find(([name, value]) => value !== undefined && !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  const [name] = unknown;
  const instead = Object.hasOwn(advice, name) ? advice[name] : `it has ${Object.keys(known).join(', ')}`;
  throw new TypeError(`${call} has no option '${name}': ${instead}`);
}
