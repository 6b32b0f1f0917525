import { posix } from 'node:path';
import type { TextTransform } from '../../model/transform';
import { migrateCatalogs } from './catalogs';
import { migrateManifest } from './manifest';

const CATALOG_FILES = new Set(['pnpm-workspace.yaml', '.yarnrc.yml']);

/** Dependencies and scripts, in package.json and in the catalogs of pnpm and yarn. */
export const packageJson: TextTransform = {
  kind: 'text',
  name: 'package-json',
  title: 'Packages depend on Perdure instead of Temporal',
  concerns: (path, text) =>
    (posix.basename(path) === 'package.json' || CATALOG_FILES.has(posix.basename(path))) &&
    /temporal|@perdure\/|@hotmeshio\/|tctl|7233/.test(text),
  run: (file, facts) =>
    posix.basename(file.path) === 'package.json' ? migrateManifest(file, facts) : migrateCatalogs(file, facts),
};
