import { randomBytes } from 'node:crypto';

/** A namespace that no other test uses, so that all tests can share one Redis. */
export function freshNamespace(prefix = 'test'): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`;
}

/** The URL of the Redis that the test run started (or was given). One for all test files: use `freshNamespace()` in it. */
export function testRedisUrl(): string {
  const url = process.env['PERDURE_TEST_REDIS_URL'];
  if (!url) {
    throw new Error(
      'PERDURE_TEST_REDIS_URL is not set. Run tests from the root (npx vitest run <file>): its global setup starts a Redis.',
    );
  }
  return url;
}
