/** A server that speaks TLS only is reached with a rediss:// URL, or with the options of ioredis. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, freshNamespace, type RedisServer, startRedis } from '@perdure/testkit';
import { connectRedisStore, RedisUnreachableError } from '../../../src/store/redis';
import { start } from './steps';

/** It makes the certificate; machines without it cannot run these tests. */
const openssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!openssl)('over TLS', () => {
  let folder: string;
  let server: RedisServer;
  let tlsPort: number;
  let ca: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'perdure-tls-'));
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const request = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      certificate,
    ];
    execFileSync('openssl', [...request, ...subject], { stdio: 'ignore' });
    ca = readFileSync(certificate, 'utf8');
    tlsPort = await freePort();
    const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate];
    server = await startRedis({ args: ['--tls-port', String(tlsPort), ...files, '--tls-auth-clients', 'no'] });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('works with the certificate authority in the options', async () => {
    const redis = { host: '127.0.0.1', port: tlsPort, tls: { ca } };
    const store = await connectRedisStore({ redis, namespace: freshNamespace('tls') });
    try {
      expect((await store.apply(0, start('wf'))).outcome).toBe('applied');
    } finally {
      await store.close();
    }
  });

  it('a certificate that nobody vouches for is refused, and the error says so', async () => {
    const redis = `rediss://localhost:${tlsPort}`;
    const refused = connectRedisStore({ redis, namespace: 'tls', connectTimeoutMs: 3_000 });
    await expect(refused).rejects.toThrow(RedisUnreachableError);
    await expect(refused).rejects.toThrow(/certificate/);
  });
});
