import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { realpathSync } from 'node:fs';

/** The worker and the application use different copies of `@temporalio/common`. */
export class TwoCopiesOfCommonError extends Error {
  /** The copy of this package. */
  readonly ours: string;
  /** The copy of the application. */
  readonly theirs: string;

  constructor(ours: string, theirs: string) {
    super(
      `There are two copies of @temporalio/common: this worker uses ${ours}, the application ${theirs}. With two, ` +
        'errors and raw values of one are not recognised by the other. Make the versions agree, so that there is one ' +
        'copy (npm dedupe), or name it once in the overrides of package.json.',
    );
    this.name = 'TwoCopiesOfCommonError';
    this.ours = ours;
    this.theirs = theirs;
  }
}

const MODULE = '@temporalio/common';

/** Refuses to start beside a second copy: looked for from the working directory and from the workflows. */
export function refuseTwoCopiesOfCommon(workflowsPath: string | undefined, cwd = process.cwd()): void {
  const ours = resolveFrom(__filename);
  if (ours === undefined) return;
  for (const from of [join(cwd, 'package.json'), ...(workflowsPath ? [resolve(cwd, workflowsPath)] : [])]) {
    const theirs = resolveFrom(from);
    if (theirs !== undefined && theirs !== ours) throw new TwoCopiesOfCommonError(ours, theirs);
  }
}

function resolveFrom(file: string): string | undefined {
  try {
    return realpathSync(createRequire(file).resolve(MODULE));
  } catch {
    return undefined;
  }
}
