import { posix } from 'node:path';
import type { TextTransform } from '../model/transform';
import { unlock } from './lock-file';
import { overrideInManifest } from './manifest';
import { overrideInWorkspaceFile } from './workspace-file';

const WORKSPACE_FILE = 'pnpm-workspace.yaml';
const LOCK_FILE = /^(package-lock|npm-shrinkwrap)\.json$/;

/**
 * Package files only, for `--mode overrides`: Temporal's names lead to the alias packages, for the application and for the
 * libraries below it. Direct dependencies and overrides are set together, because npm refuses an override that differs from
 * a direct dependency.
 */
export const overrides: TextTransform = {
  kind: 'text',
  name: 'overrides',
  title: "Temporal's packages are overridden by those of Perdure",
  from: 'temporal',
  concerns: (path, text) =>
    path === 'package.json' ||
    path === WORKSPACE_FILE ||
    ((posix.basename(path) === 'package.json' || LOCK_FILE.test(path)) && text.includes('@temporalio/')),
  run(file, facts) {
    if (!facts.origins.includes('temporal')) return [];
    if (LOCK_FILE.test(file.path)) return unlock(file);
    if (file.path !== WORKSPACE_FILE) return overrideInManifest(file, facts);
    return facts.packageManager === 'pnpm' ? overrideInWorkspaceFile(file) : [];
  },
};
