import { afterEach, describe, expect, it, vi } from 'vitest';
import { redisTarget } from './redis-target';

afterEach(() => vi.unstubAllEnvs());

describe('redisTarget', () => {
  it('leaves the choice to the engine when nothing is given', () => {
    expect(redisTarget({})).toBeUndefined();
  });

  it('fills in the port of an address without one', () => {
    expect(redisTarget({ address: 'cache.internal' })).toBe('cache.internal:6379');
    expect(redisTarget({ address: '[::1]' })).toBe('[::1]:6379');
  });

  it.each(['localhost:6380', 'redis://u:p@h:1/2', 'rediss://h', 'redis+cluster://a:1,b:2', 'memory://tests'])(
    'hands %s on as it is',
    (address) => {
      expect(redisTarget({ address })).toBe(address);
    },
  );

  it.each(['', 'http://localhost:7233', 'a b'])('refuses %j as an address', (address) => {
    expect(() => redisTarget({ address })).toThrow(TypeError);
  });

  it('says how a group of servers is reached by TLS', () => {
    expect(() => redisTarget({ address: 'redis+sentinel://a:1/main', tls: true })).toThrow('rediss+sentinel');
  });

  it('hands ioredis options and clients on', () => {
    const redis = { sentinels: [{ host: 's', port: 1 }], name: 'main' };
    expect(redisTarget({ redis })).toBe(redis);
  });

  it('refuses address and redis together', () => {
    expect(() => redisTarget({ address: 'h:1', redis: {} })).toThrow('not both');
  });

  it('maps certificates to the TLS options of ioredis', () => {
    const tls = {
      serverNameOverride: 'redis.example',
      serverRootCACertificate: Buffer.from('ca'),
      clientCertPair: { crt: Buffer.from('crt'), key: Buffer.from('key') },
    };
    expect(redisTarget({ address: 'redis://joe:a%20b@h:1/3', tls })).toEqual({
      host: 'h',
      port: 1,
      username: 'joe',
      password: 'a b',
      db: 3,
      tls: { servername: 'redis.example', ca: Buffer.from('ca'), cert: Buffer.from('crt'), key: Buffer.from('key') },
    });
  });

  it('puts TLS on what PERDURE_REDIS_URL names', () => {
    vi.stubEnv('PERDURE_REDIS_URL', 'redis://elsewhere:7000');
    expect(redisTarget({ tls: true })).toEqual({ host: 'elsewhere', port: 7000, tls: {} });
  });

  it('puts TLS into the node options of a cluster', () => {
    const nodes = [{ host: 'a', port: 1 }];
    expect(redisTarget({ redis: { nodes }, tls: true })).toEqual({ nodes, options: { redisOptions: { tls: {} } } });
  });

  it('refuses TLS for an existing client', () => {
    class Redis {}
    expect(() => redisTarget({ redis: new Redis(), tls: true })).toThrow('existing Redis client');
  });

  it('refuses an API key and names the way out', () => {
    expect(() => redisTarget({ apiKey: 'secret' })).toThrow(/apiKey is not supported.*redis:\/\/user:password@host/);
    expect(() => redisTarget({ apiKey: () => 'secret' })).toThrow('apiKey is not supported');
  });
});
