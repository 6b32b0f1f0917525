/** The contract of a transform: a pure function of a file and of what is known of its project. */
import type { SourceFile } from 'ts-morph';
import type { Finding } from './finding';
import type { Origin, ProjectFacts } from './project-facts';

interface File {
  /** From the root of the project, with forward slashes. */
  readonly path: string;
  /** Without byte order mark; line ends as they are in the file. */
  readonly text: string;
}

/** A TypeScript or JavaScript file. Its tree is for reading; changes are edits of ranges, never a reprint. */
export interface CodeFile extends File {
  readonly ast: SourceFile;
}

/** Anything else: package.json, YAML, .env, TOML. */
export type TextFile = File;

interface Common {
  /** Also the name of its folder, and of its commit: `import-scope`. */
  readonly name: string;
  /** What it does, as the subject of its commit: `Connection addresses become Redis URLs`. */
  readonly title: string;
  /** What it migrates from. Without it: from anything. */
  readonly from?: Origin;
}

export interface CodeTransform extends Common {
  readonly kind: 'code';
  /** Quick look at the text: false leaves the file unparsed. */
  readonly concerns: (text: string, path: string) => boolean;
  readonly run: (file: CodeFile, facts: ProjectFacts) => readonly Finding[];
}

export interface TextTransform extends Common {
  readonly kind: 'text';
  readonly concerns: (path: string, text: string) => boolean;
  readonly run: (file: TextFile, facts: ProjectFacts) => readonly Finding[];
}

/**
 * Transforms run one after another, in the order of `transforms/index.ts`; each sees what the ones before it wrote. A project
 * can be half migrated, so a code transform recognises `@temporalio/worker` and `@perdure/worker` alike
 * (`syntax/imports.ts`). Running a transform on its own output finds nothing to edit.
 */
export type Transform = CodeTransform | TextTransform;
