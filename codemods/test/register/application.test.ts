import { join } from 'node:path';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { type Application, applicationFolder, makeApplication, root } from '../support/application';
import { HOOK, OUR_PACKAGES, REAL_PACKAGES } from '../support/packages';

let app: Application;
afterEach(() => app.remove());

const INTERCEPTOR = '@temporalio/testing/lib/assert-to-failure-interceptor';

describe.each(['--import', '-r'])('node %s @perdure/codemods/register', (flag) => {
  it('runs an unmodified application on Redis, with a library that asks for the client and interceptors by name', async () => {
    app = makeApplication([...REAL_PACKAGES, ...OUR_PACKAGES, '@temporalio/interceptors-opentelemetry']);
    app.copy(applicationFolder);
    app.copy(join(applicationFolder, 'order-library'), 'node_modules/order-library');
    const env = { PERDURE_REDIS_URL: testRedisUrl(), APP_NAMESPACE: freshNamespace() };
    const { stdout, stderr } = await app.node([flag, HOOK, 'main.mjs', INTERCEPTOR], env);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      result: 'greet, world (greeting)',
      oneClient: true,
      exporter: 'function',
      client: join(root, 'compat/client/dist/index.js'),
    });
  });
});
