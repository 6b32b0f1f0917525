import { NativeConnection, NotSupportedError, Runtime, TransportError } from '@perdure/worker';
import { freePort, testRedisUrl } from '@perdure/testkit';
import { expect, it } from 'vitest';

it('a connection to nothing says where it looked', async () => {
  const port = await freePort();
  const connecting = NativeConnection.connect({ address: `127.0.0.1:${port}` });
  await expect(connecting).rejects.toThrow(TransportError);
  await expect(connecting).rejects.toThrow(String(port));
});

it('a connection that is closed lets the runtime go', async () => {
  const connection = await NativeConnection.connect({ address: testRedisUrl() });
  const runtime = Runtime.instance();
  await connection.close();
  expect(Runtime.instance()).not.toBe(runtime);
  await Runtime.instance().shutdown();
});

it('an API key is refused instead of being dropped', async () => {
  await expect(NativeConnection.connect({ address: testRedisUrl(), apiKey: 'secret' })).rejects.toThrow(
    NotSupportedError,
  );
});
