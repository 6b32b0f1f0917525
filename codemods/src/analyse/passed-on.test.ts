import { expect, it } from 'vitest';
import { parser } from '../run/asts';
import { namesPassedOn } from './passed-on';

const FILES = new Map([
  ['packages/shared/package.json', '{ "name": "@acme/shared" }'],
  [
    'packages/shared/src/index.ts',
    "import { Worker as W } from '@temporalio/worker';\nexport { W };\nexport * as wf from '@perdure/workflow';\nexport * from './deep';\n",
  ],
  ['packages/shared/src/deep.ts', "export * from './index';\nexport { Client as C } from '@temporalio/client';\n"],
  ['packages/api/src/api.ts', "import { C } from '@acme/shared';\n"],
]);

it('names that a package of the workspace passes on are followed, in circles too', () => {
  const passedOn = namesPassedOn(FILES, parser());
  expect(Object.fromEntries(passedOn('packages/api/src/api.ts', '@acme/shared'))).toEqual({
    W: { package: 'worker', exported: 'Worker' },
    wf: { package: 'workflow', exported: '*' },
    C: { package: 'client', exported: 'Client' },
  });
});

it('a module that is none of the project passes nothing on', () => {
  expect(namesPassedOn(FILES, parser())('packages/api/src/api.ts', 'lodash').size).toBe(0);
});
