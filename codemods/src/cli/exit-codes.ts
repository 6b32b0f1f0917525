/** What scripts can rely on. */
export const EXIT = {
  /** Done, and nothing is left to a person. */
  ok: 0,
  /** Done, and something was found: work for a person, new type errors, a problem of the set-up. */
  found: 1,
  /** Not done: unknown options, a dirty tree, a file that was edited since. Nothing was written. */
  refused: 2,
} as const;

/** Something went wrong after files were written; the message says how to go on. */
export class HalfDone extends Error {
  override readonly name = 'HalfDone';
}

/** The command refuses; the message says why and what to do instead. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
