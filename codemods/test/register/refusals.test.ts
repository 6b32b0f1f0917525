/** What the hook refuses, and what it says. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Application, makeApplication, root } from '../support/application';
import { HOOK, OUR_PACKAGES, REAL_PACKAGES } from '../support/packages';

let app: Application;
afterEach(() => app.remove());

const REAL_CLIENT = join(root, 'node_modules/@temporalio/client/lib/index.js');

/** Prints code and message of what goes wrong, both by `require` and by `import`. */
const attempt = (specifier: string) => `
  const print = ({ code, message }) => console.log(code, message.split('\\n')[0]);
  try { require(${JSON.stringify(specifier)}); } catch (error) { print(error); }
  import(${JSON.stringify(specifier)}).catch(print);`;

async function attempts(specifier: string): Promise<string[]> {
  app.write('main.cjs', attempt(specifier));
  const { stdout, stderr } = await app.node(['-r', HOOK, 'main.cjs']);
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

describe('with both packages installed', () => {
  beforeEach(() => (app = makeApplication([...REAL_PACKAGES, ...OUR_PACKAGES])));

  it('the real client is an error when it is reached by its path', async () => {
    const expected = expect.stringMatching(
      /^ERR_PERDURE_REAL_PACKAGE The real @temporalio\/client was reached \(.*client\/lib\/index\.js\), while .* would talk to a Temporal server/,
    );
    expect(await attempts(REAL_CLIENT)).toEqual([expected, expected]);
  });

  it('the real client is an error when it was loaded before', async () => {
    app.write('before.cjs', `require('@temporalio/client');`);
    app.write('main.cjs', '');
    const { code, stderr } = await app.node(['-r', './before.cjs', '-r', HOOK, 'main.cjs']);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'RealPackageError: The real @temporalio/client was loaded before, while @perdure/codemods/register redirects',
    );
    expect(stderr).toContain('Put @perdure/codemods/register before other -r and --import flags.');
  });

  it('the native part of the real worker is an error', async () => {
    app.link('@temporalio/core-bridge');
    const expected = expect.stringContaining('ERR_PERDURE_REAL_PACKAGE The real @temporalio/core-bridge was reached');
    expect(await attempts('@temporalio/core-bridge')).toEqual([expected, expected]);
  });

  it('an import of something internal names the importer and the way out', async () => {
    const expected = expect.stringMatching(
      /^ERR_PERDURE_NO_COUNTERPART '@temporalio\/worker\/lib\/rxutils' is internal .* in @perdure\/worker \(imported by .*main\.cjs\)\. Import .* from '@temporalio\/worker'/,
    );
    expect(await attempts('@temporalio/worker/lib/rxutils')).toEqual([expected, expected]);
  });

  it('the package.json of a real package, and an alias in its place, are none', async () => {
    app.remove();
    app = makeApplication(OUR_PACKAGES);
    app.copy(join(root, 'compat/alias/client'), 'node_modules/@temporalio/client');
    app.write(
      'main.cjs',
      `const { Client } = require('./node_modules/@temporalio/client/lib/index.js');
       console.log(Client === require('@perdure/client').Client, require('@temporalio/client/package.json').name);`,
    );
    const { stdout, stderr } = await app.node(['-r', HOOK, 'main.cjs']);
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe('true @perdure/alias-client');
  });
});

it('names the package to install when ours is missing, with the code of a missing module', async () => {
  app = makeApplication(REAL_PACKAGES);
  // The hook is found from elsewhere, where nothing of ours is beside it.
  app.copy(join(root, 'codemods/dist'), 'tools/node_modules/@perdure/codemods/dist');
  app.copy(join(root, 'codemods/package.json'), 'tools/node_modules/@perdure/codemods/package.json');
  app.write('main.cjs', attempt('@temporalio/client'));
  const hook = './tools/node_modules/@perdure/codemods/dist/register/index.js';
  const { stdout } = await app.node(['-r', hook, 'main.cjs']);
  const message =
    "'@temporalio/client' is redirected to @perdure/client, which is not installed. " +
    'Install it in the application: npm install @perdure/client @temporalio/common@~1.24.0';
  expect(stdout.trim().split('\n')).toEqual([`MODULE_NOT_FOUND ${message}`, `ERR_MODULE_NOT_FOUND ${message}`]);
});
