import { expect, it } from 'vitest';
import { connection } from '.';
import { analyse } from '../../analyse/analyse';
import { runTransforms } from '../../run/run-transforms';

const SHARED = [
  ['packages/shared/package.json', '{ "name": "@acme/shared" }'],
  [
    'packages/shared/src/index.ts',
    "export { Connection as TemporalConnection } from '@temporalio/client';\nexport * as worker from '@temporalio/worker';\nexport * from './all';\n",
  ],
  ['packages/shared/src/all.ts', "export * from '@temporalio/client';\n"],
] as const;

const CALLS = [
  "import { TemporalConnection } from '@acme/shared';\nTemporalConnection.connect({ apiKey });\n",
  "import { TemporalConnection as C } from '../../shared/src/index.js';\nC.lazy({ apiKey });\n",
  "import { Connection } from '@acme/shared';\nConnection.connect({ apiKey });\n",
  "import { worker } from '@acme/shared';\nworker.NativeConnection.connect({ apiKey });\n",
  "import * as shared from '@acme/shared';\nshared.Connection.connect({ apiKey });\n",
  "const { Connection } = require('@acme/shared');\nConnection.connect({ apiKey });\n",
];

it.each(CALLS)('a connection that a shared package passes on is seen: %s', (text) => {
  expect(migrated(text)).not.toContain('apiKey');
});

it('a class of the same name that is the application’s own stays', () => {
  const text = "import { Connection } from './database';\nConnection.connect({ apiKey });\n";
  expect(migrated(text)).toBe(text);
});

function migrated(text: string): string | undefined {
  const own = 'export const Connection = { connect: (options: unknown) => options };\n';
  const path = 'packages/api/src/api.ts';
  const files = new Map([...SHARED, ['packages/api/src/database.ts', own] as const, [path, text] as const]);
  return runTransforms(files, [connection], analyse(files)).files.get(path);
}
