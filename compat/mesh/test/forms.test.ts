import { describe, expect, it } from 'vitest';
import Redis from 'ioredis';
import { connectionOptions } from '../src/connection/forms';

const nodeRedis = { createClient: () => undefined };

describe('the place of Redis', () => {
  it.each([
    ['nothing', undefined, {}],
    ['a URL', 'redis://r:1/2', { address: 'redis://r:1/2' }],
    ['options of ioredis', { class: Redis, options: { host: 'r', port: 1 } }, { redis: { host: 'r', port: 1 } }],
    [
      'a URL of node-redis',
      { class: nodeRedis, options: { url: 'redis://:key@r:1' } },
      { address: 'redis://:key@r:1' },
    ],
    [
      'a URL of node-redis with what it does not say beside it',
      { class: nodeRedis, options: { url: 'redis://r:1', username: 'u', password: 'p@/', database: 3 } },
      { address: 'redis://u:p%40%2F@r:1/3' },
    ],
    [
      'a URL of node-redis before what stands beside it',
      { class: nodeRedis, options: { url: 'redis://:key@r:1/2', password: 'other', database: 3 } },
      { address: 'redis://:key@r:1/2' },
    ],
    [
      'a socket of node-redis',
      { class: nodeRedis, options: { socket: { host: 'r', port: 1 }, password: 'p', database: 2 } },
      { redis: { host: 'r', port: 1, password: 'p', db: 2 } },
    ],
    [
      'a socket of node-redis with TLS',
      { class: nodeRedis, options: { socket: { host: 'r', port: 1, tls: true, servername: 's' } } },
      { redis: { host: 'r', port: 1, tls: { servername: 's' } } },
    ],
    ['the module of ioredis', { class: { default: Redis }, options: { host: 'r' } }, { redis: { host: 'r' } }],
    ['options without a class', { host: 'r' }, { redis: { host: 'r' } }],
  ])('is %s', (_what, given, expected) => {
    expect(connectionOptions(given)).toEqual(expected);
  });

  it.each([
    [{ class: 'Redis', options: {} }, "The class of a Redis configuration is ioredis'"],
    [{ class: {}, options: {} }, "The class of a Redis configuration is ioredis'"],
    [{ class: Redis }, 'has a class but no options'],
    [{ sendCommand: () => 1, duplicate: () => 1 }, 'A client of node-redis cannot be shared'],
    [nodeRedis, 'give { class: redis, options: { url } }'],
    [null, 'not by null'],
    [6379, 'not by a number'],
  ])('%j is refused', (given, message) => {
    expect(() => connectionOptions(given as object)).toThrow(message);
  });
});
