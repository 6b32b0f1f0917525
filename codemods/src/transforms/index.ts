/** All transforms, in the order in which they run. */
import type { Transform } from '../model/transform';
import { importScope } from './import-scope';
import { packageJson } from './package-json';
import { tsconfig } from './tsconfig';

/** Those that read what the sources say of Temporal come before the one that renames it. */
export const TRANSFORMS: readonly Transform[] = [importScope, tsconfig, packageJson];
