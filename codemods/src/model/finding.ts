/** What a transform says about a file, and the edits it proposes. Data: nothing here reads or writes. */

/** How much a use of Temporal (or HotMesh) asks of the person who migrates. */
export const CHANGE_CLASSES = [
  'direct-swap',
  'small-rewrite',
  'redesign',
  'operational-change',
  'simplification',
  'unsupported',
] as const;
export type ChangeClass = (typeof CHANGE_CLASSES)[number];

/**
 * Replaces the characters from `start` to `end` (UTF-16 units of the file's text as it is now). Line ends inside `text` are
 * written `\n`; they become those of the file. Edits of one transform in one file must not overlap.
 */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One thing found in a file. Without edits it is for a person to do. */
export interface Finding {
  /** Name of the transform. */
  readonly transform: string;
  readonly class: ChangeClass;
  /** Where it stands, for the report. */
  readonly at: number;
  /** What is there and what becomes of it, in one sentence. */
  readonly message: string;
  /** Page to read, from the root of our repository: `docs/redis.md`. */
  readonly doc?: string;
  readonly edits: readonly Edit[];
  /**
   * A question only a person can answer, on one line. It is left as one searchable comment above the statement (or line) of
   * `at`, unless the comment is there already: `// PERDURE-MIGRATE: <question>`, with `#` in YAML, TOML and .env files. JSON has no
   * comments: there the question stands in the report only.
   */
  readonly question?: string;
}
