import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Application, makeApplication, root } from '../support/application';
import { HOOK, OUR_PACKAGES, REAL_PACKAGES } from '../support/packages';

let app: Application;
afterEach(() => app.remove());

const OURS = join(root, 'compat/client/dist/index.js');

const EVERY_WAY = `
  const { Client } = require('@temporalio/client');
  const { pathToFileURL } = require('node:url');
  require('@temporalio/client/lib/workflow-client.js');
  import('@temporalio/client').then((imported) => console.log(
    Client === require('@perdure/client').Client,
    Client === imported.Client,
    require.resolve('@temporalio/client') === ${JSON.stringify(OURS)},
    require.resolve('@temporalio/client', { paths: [__dirname] }) === ${JSON.stringify(OURS)},
    require('@temporalio/client/package.json').name,
  ));`;

const IN_A_LIBRARY = `
  exports.Client = require('@temporalio/client').Client;
  exports.common = require.resolve('@temporalio/common');
  exports.imported = import('@temporalio/client').then(({ Client }) => Client);`;

describe.each(['--import', '-r'])('node %s @perdure/codemods/register', (flag) => {
  it('redirects every way to resolve to one copy, in worker threads and forked processes too', async () => {
    app = makeApplication([...REAL_PACKAGES, ...OUR_PACKAGES]);
    app.write('ways.cjs', EVERY_WAY);
    app.write('thread.mjs', `import { Client } from '@temporalio/client'; import './ways.cjs';`);
    app.write(
      'main.mjs',
      `import { fork } from 'node:child_process'; import { Worker } from 'node:worker_threads'; import './ways.cjs';
       new Worker(new URL('thread.mjs', import.meta.url)).once('exit', () => fork('thread.mjs'));
       if (import.meta.resolve('@temporalio/client') !== 'file://' + ${JSON.stringify(OURS)}) throw new Error('import.meta');`,
    );
    const { stdout, stderr } = await app.node([flag, HOOK, 'main.mjs']);
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual(Array(3).fill('true true true true @temporalio/client'));
  });

  it('reaches threads with flags of their own through NODE_OPTIONS', async () => {
    app = makeApplication([...REAL_PACKAGES, ...OUR_PACKAGES]);
    app.write('ways.cjs', EVERY_WAY);
    app.write(
      'main.cjs',
      `new (require('node:worker_threads').Worker)('./ways.cjs', { execArgv: ['--no-warnings'] });`,
    );
    const { stdout, stderr } = await app.node(['main.cjs'], { NODE_OPTIONS: `${flag} ${HOOK}` });
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe('true true true true @temporalio/client');
  });

  it('finds ours for a library that cannot see it, and leaves @temporalio/common alone', async () => {
    app = makeApplication(OUR_PACKAGES);
    const store = makeApplication(REAL_PACKAGES);
    store.write('library.cjs', IN_A_LIBRARY);
    app.write(
      'main.cjs',
      `const { Client, common, imported } = require(${JSON.stringify(join(store.folder, 'library.cjs'))});
       imported.then((other) => console.log(Client === require('@perdure/client').Client, other === Client, common));`,
    );
    const { stdout, stderr } = await app.node([flag, HOOK, 'main.cjs']);
    store.remove();
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe(`true true ${join(root, 'node_modules/@temporalio/common/lib/index.js')}`);
  });

  it.each(['main.ts', 'main.mts'])('works beside tsx, before it and after it, for %s', async (file) => {
    app = makeApplication([...REAL_PACKAGES, ...OUR_PACKAGES, 'tsx']);
    app.write(
      file,
      `import { Client } from '@temporalio/client';
       import { Client as Ours } from '@perdure/client';
       import type { WorkflowHandle } from '@temporalio/client';
       const handle: WorkflowHandle | undefined = undefined;
       console.log(Client === Ours, handle);`,
    );
    for (const loaders of [
      [flag, HOOK, '--import', 'tsx'],
      ['--import', 'tsx', flag, HOOK],
    ]) {
      const { stdout, stderr } = await app.node([...loaders, file]);
      expect(stderr).toBe('');
      expect(stdout.trim()).toBe('true undefined');
    }
  });
});
