/**
 * The examples of HotMesh's README are here as they stand there: in its order, with the fingerprint of each block of code, which
 * `readme/as-written.ts` takes of the code without imports, the place of Redis, layout and comments. `readme-*.test.ts` run them.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fingerprint, regionOf } from './readme/as-written';

/** Title in the README, file, region of it (the whole file without one), fingerprint of the block in the README. */
const BLOCKS: readonly (readonly [title: string, file: string, region: string | undefined, fingerprint: string])[] = [
  ['Run an idempotent cron job', 'cron/cron.ts', undefined, 'a10bd09f0f39addd'],
  ['Run an idempotent cron job', 'cron/server.ts', 'server', '2d0d6fa06b61894a'],
  ['Interrupt a cron job', 'cron/interrupt.ts', 'interrupt', '5371f4c2b6036ec8'],
  ['Call any function in any service', 'call/myFunctionWrapper.ts', undefined, 'ebc7b729b4da5537'],
  ['Call any function in any service', 'call/server.ts', 'server', '821a5b34664b0824'],
  ['Call any function in any service', 'call/exec.ts', 'call', '41aab8b8f21c1789'],
  ['Call and cache a function', 'call/exec.ts', 'cached', '291ee1dada12dff0'],
  ['Call and cache a function', 'call/exec.ts', 'flush', '4112df0b304cbfa8'],
  ['Orchestrate unpredictable activities', 'activities/activities.ts', undefined, '625699aefbea1f2c'],
  ['Orchestrate unpredictable activities', 'activities/workflows.ts', undefined, '9a2bc1c44e57d555'],
  ['Orchestrate unpredictable activities', 'activities/client.ts', undefined, '4abf4969a901df46'],
  ['Orchestrate unpredictable activities', 'activities/worker.ts', undefined, '872a6e6a9d472885'],
  ['Pause and wait for a signal', 'signal/waitForWorkflow.ts', undefined, '0c4520e94ad76138'],
  ['Pause and wait for a signal', 'signal/client.ts', undefined, '815e7a5a7dbf21e9'],
  ['Pause and wait for a signal', 'signal/worker.ts', undefined, 'a5fcdcbd88e15418'],
  ['Pause and wait for a signal', 'signal/signal.ts', 'signal', '7cfe3d72ccf30e19'],
  ['Wait for multiple signals (collation)', 'collation/waitForWorkflows.ts', undefined, '4965193ad0e35626'],
  ['Wait for multiple signals (collation)', 'collation/signal.ts', 'signal', '19367a993b8b6bac'],
  ['Create a recurring, cyclical workflow', 'recurring/recurringWorkflow.ts', undefined, 'cb06744972946ba1'],
  ['Create a recurring, cyclical workflow', 'recurring/client.ts', undefined, 'deb066b7a6f6fdf2'],
  ['Create a recurring, cyclical workflow', 'recurring/worker.ts', undefined, '3de40224207f6645'],
  ['Create a recurring, cyclical workflow', 'recurring/interrupt.ts', 'signal', '1de9a9776eba2a2a'],
  ['Create a search index', 'record/schema.ts', undefined, 'b6033a96110bd1e2'],
  ['Create a search index', 'record/server.ts', 'index', '076a419dc275dbdc'],
  ['Create an indexed, searchable record', 'record/connect.ts', undefined, 'f6208468393c2bbf'],
  ['Create an indexed, searchable record', 'record/exec.ts', undefined, '2f342d280773e340'],
  ['Fetch record data', 'record/read.ts', 'read', '655d8c9f244e13c2'],
  ['Search record data', 'record/search.ts', 'search', 'd574e13aa5933b45'],
];

it.each(BLOCKS)('%s: %s %s', (_title, file, region, expected) => {
  const source = readFileSync(new URL(`./readme/${file}`, import.meta.url), 'utf8');
  expect(fingerprint(regionOf(source, region))).toBe(expected);
});
