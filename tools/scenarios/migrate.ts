/** The scenarios as an application is after its migration by our own codemods. */
import { analyse } from '@perdure/codemods/lib/analyse/analyse';
import { runTransforms, type Files } from '@perdure/codemods/lib/run/run-transforms';
import { TRANSFORMS } from '@perdure/codemods/lib/transforms/index';

/** Paths to texts, in and out. Throws when a transform could not be run on a file. */
export function migrate(files: Files): Files {
  const { files: migrated, problems } = runTransforms(files, TRANSFORMS, analyse(files));
  if (problems.length === 0) return migrated;
  const list = problems.map(({ transform, path, message }) => `${path}: ${transform}: ${message}`);
  throw new Error(`The codemods failed on conformance scenarios:\n${list.join('\n')}`);
}
