/** A reply is lost after Redis has applied a call: the repeat changes nothing, and gets the answer (invariant 10). */
import { MeshData } from '@perdure/mesh';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Proxy, startProxy } from '../../../../tests/nothing-lost/test/support/proxy';

const namespace = freshNamespace('lost');
const options = { namespace };
const direct = new MeshData(testRedisUrl());
let proxy: Proxy;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  proxy = await startProxy(Number(new URL(testRedisUrl()).port));
  await direct.connect({ entity: 'lossy', target: async () => 'done', options });
});
afterAll(async () => {
  await MeshData.shutdown();
  await proxy.stop();
});

it.each(['reply', 'silence'] as const)(
  'an increment whose %s is lost is made once',
  { timeout: 60_000 },
  async (loss) => {
    const id = `of-${loss}`;
    await direct.exec({ entity: 'lossy', args: [], options: { id, ttl: '1 hour', namespace } });
    await direct.incr('lossy', id, 'n', 1, options);
    const meshData = new MeshData(proxy.url);
    await meshData.get('lossy', id, { fields: ['n'], namespace });
    const lost = proxy.lose(loss, `visits-${loss}`);
    const answer = meshData.incr('lossy', id, `visits-${loss}`, 5, options);
    await lost;
    expect(await answer).toBe(5);
    expect(await direct.all('lossy', id, options)).toEqual({ n: '1', [`visits-${loss}`]: '5' });
  },
);
