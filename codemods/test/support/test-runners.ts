/** Projects for the test runners: tests that ask whether what they import is ours, here and in a library. */
import type { Application } from './application';
import { makeApplication } from './application';
import { OUR_PACKAGES, REAL_PACKAGES } from './packages';

const LIBRARY = `exports.Client = require('@temporalio/client').Client;`;

const BODY = `
test('imports lead to ours', () => {
  expect(Client).toBe(Ours);
  expect(WorkflowClient).toBe(new Client().workflow.constructor);
});
test('those of a library too', () => expect(InLibrary).toBe(Ours));
`;

export const COMMON_JS_TESTS = `
const { Client } = require('@temporalio/client');
const { WorkflowClient } = require('@temporalio/client/lib/workflow-client');
const { Client: Ours } = require('@perdure/client');
const { Client: InLibrary } = require('library');
${BODY}`;

export const MODULE_TESTS = `
import { expect, test } from 'vitest';
import { Client } from '@temporalio/client';
import { WorkflowClient } from '@temporalio/client/lib/workflow-client';
import { Client as Ours } from '@perdure/client';
import { Client as InLibrary } from 'library';
${BODY}`;

/** With both sides, the runner, and a library that imports the client. */
export function makeProject(runner: string): Application {
  const app = makeApplication([...REAL_PACKAGES, ...OUR_PACKAGES, runner]);
  app.write('node_modules/library/index.js', LIBRARY);
  app.write('node_modules/library/package.json', '{ "name": "library", "version": "1.0.0", "main": "index.js" }');
  return app;
}
