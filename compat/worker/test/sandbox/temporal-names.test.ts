/** Names of the original, which is installed here beside ours, in what a bundle is made of. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DefaultLogger } from '@perdure/worker';
import { bundleWorkflowCode } from '@perdure/worker/lib/bundler/bundle';
import { afterEach, expect, it } from 'vitest';
import type { WorkflowHost } from '@perdure/worker/lib/sandbox/index';
import { fixtures, hostFor, start } from './support';

const logger = new DefaultLogger('ERROR');
const workflowsAt = (name: string) => join(fixtures, 'temporal-names', name);
const asserting = '@temporalio/testing/lib/assert-to-failure-interceptor';

let host: WorkflowHost | undefined;
afterEach(() => host?.close());

it.each([
  ['by name', asserting],
  [
    'by the path of ours, as the loader hook finds it',
    createRequire(__filename).resolve(asserting.replace('temporalio', 'perdure')),
  ],
])('an interceptor of the testing package is found %s, and workflows run on our runtime', async (_how, module) => {
  const workflowsPath = workflowsAt('asserting');
  const bundle = await bundleWorkflowCode({ workflowsPath, workflowInterceptorModules: [module], logger });
  host = await hostFor(bundle);
  const failWorkflow = { kind: 'failWorkflow', failure: { message: 'as claimed' } };
  expect(await host.activate(start('r', 'claims'))).toMatchObject({ status: 'ok', commands: [failWorkflow] });
  expect(bundle.code).not.toContain('__TEMPORAL_ACTIVATOR__');
});

it('a module that is internal to the original is refused, not bundled', async () => {
  const bundling = bundleWorkflowCode({ workflowsPath: workflowsAt('internal'), logger });
  await expect(bundling).rejects.toThrow(
    "internal/index.ts:2:25: '@temporalio/workflow/lib/sha1' is internal to Temporal's SDK and has no counterpart in @perdure/workflow",
  );
});
