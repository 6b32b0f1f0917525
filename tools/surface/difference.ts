/** What can be wrong with a name, and what that means for a program written for the original. */
export const KINDS = {
  missing: 'the name, member, parameter or overload is not there',
  'missing type': 'a type that can be imported from the original is not there',
  incompatible: 'neither type can stand for the other',
  narrower: 'ours takes or tells less than the original',
  wider: 'ours gives what the original never gives, so that reading code does not compile',
  optional: 'what is always there in the original may be missing',
  required: 'what may be left out in the original must be given',
  value: 'the values at run time differ',
  identity: 'the original shares this object with @temporalio/common, ours does not',
} as const;

export type Kind = keyof typeof KINDS;

/** One difference; `path` is package.export.member..., and is what docs/known-gaps.md names. */
export interface Difference {
  readonly path: string;
  readonly kind: Kind;
  readonly theirs: string;
  readonly ours: string;
}

/** Something ours has on top, which no program for the original can notice. */
export interface Extra {
  readonly path: string;
  readonly what: string;
}

/** Whether a difference lies at a path or below it. */
export function covers(path: string, below: string): boolean {
  return below === path || below.startsWith(`${path}.`) || below.startsWith(`${path}(`);
}
