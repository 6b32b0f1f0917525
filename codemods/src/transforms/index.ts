/** All transforms, in the order in which they run. */
import type { Transform } from '../model/transform';
import { ci } from './ci';
import { compose } from './compose';
import { connection } from './connection';
import { envFiles } from './env-files';
import { hotmesh } from './hotmesh';
import { importScope } from './import-scope';
import { missingFeatures } from './missing-features';
import { nest } from './nest';
import { packageJson } from './package-json';
import { rawService } from './raw-service';
import { telemetry } from './telemetry';
import { testEnvironment } from './test-environment';
import { tsconfig } from './tsconfig';
import { webpackHooks } from './webpack-hooks';
import { workerOptions } from './worker-options';

/** Those that read what the sources say of Temporal come before the one that renames it. */
export const TRANSFORMS: readonly Transform[] = [
  connection,
  workerOptions,
  webpackHooks,
  telemetry,
  testEnvironment,
  rawService,
  nest,
  hotmesh,
  missingFeatures,
  importScope,
  tsconfig,
  packageJson,
  compose,
  envFiles,
  ci,
];
