import { expect, it } from 'vitest';
import { anyAddress, redisUrlFor, temporalAddress } from './temporal-address';

const LOCAL = 'redis://localhost:6379';

it.each([
  ['localhost:7233', 'redis://localhost:6379'],
  ['127.0.0.1:7233', 'redis://localhost:6379'],
  ['http://localhost:7233/', 'redis://localhost:6379'],
  ['temporal:7233', 'redis://redis:6379'],
  ['temporal-frontend.prod.svc:7233', 'redis://localhost:6379'],
  ['shop.a1b2c.tmprl.cloud:7233', 'rediss://localhost:6379'],
  ['us-east-1.aws.api.temporal.io:7233', 'rediss://localhost:6379'],
])('%s becomes %s', (address, url) => {
  const read = temporalAddress(address);
  expect(read && redisUrlFor(read, LOCAL)).toBe(url);
});

it.each([
  'redis://localhost:7233',
  'localhost:5432',
  'http://localhost:8080/path',
  'a sentence about localhost:7233',
  '',
])('%j is no address of a Temporal server', (text) => {
  expect(temporalAddress(text)).toBeUndefined();
});

it('a known setting is read whatever its port', () => {
  expect(anyAddress('localhost:17233')).toEqual({ kind: 'local', host: 'localhost' });
  expect(anyAddress('temporal')).toEqual({ kind: 'service', host: 'temporal' });
  expect(anyAddress('rediss://cache:6379')).toBeUndefined();
});

it("a project's own Redis URL takes the place of services too", () => {
  expect(redisUrlFor({ kind: 'service', host: 'temporal' }, 'redis://cache:6379')).toBe('redis://cache:6379');
  expect(redisUrlFor({ kind: 'cloud', host: 'x.tmprl.cloud' }, 'redis://cache:6379')).toBe('rediss://cache:6379');
});
