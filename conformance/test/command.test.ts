import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startRedis, type RedisServer, waitFor } from '@perdure/testkit';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../src/suite/report';
import { runCommand, startCommand } from './run-command';

const LIMIT = { timeout: 120_000 };

let server: RedisServer;
let redis: Redis;
let folder: string;
beforeAll(async () => {
  server = await startRedis();
  redis = new Redis(server.url);
  folder = await mkdtemp(join(tmpdir(), 'perdure-conformance-'));
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('perdure-conformance', () => {
  it('prints the report alone as JSON, writes JUnit and HTML, and leaves the keys as they were', LIMIT, async () => {
    await redis.mset('mine', '1', '{perdure/default}:meta', 'mine too');
    const before = (await redis.keys('*')).sort();
    const [junit, html] = [join(folder, 'new', 'junit.xml'), join(folder, 'report.html')];
    const words = ['samples/hello-world', '--redis', server.url, '--json', '--junit', junit, '--html', html];
    const { code, stdout } = await runCommand(...words);
    const report = JSON.parse(stdout) as Report;
    expect(report.summary).toEqual({ passed: 2, failed: 0, knownGaps: 0 });
    expect(code).toBe(0);
    for (const [index, target] of ['memory', 'redis'].entries()) {
      const expected = { area: 'samples', name: 'hello-world', target, status: 'passed', ms: expect.any(Number) };
      expect(report.scenarios[index]).toEqual(expected);
    }
    expect((await redis.keys('*')).sort()).toEqual(before);
    const xml = await readFile(junit, 'utf8');
    expect(xml).toMatch(/<testsuite name="redis" tests="1" failures="0"/);
    expect(xml).toMatch(/<testcase classname="redis.samples" name="hello-world" time="[\d.]+"\/>/);
    expect(await readFile(html, 'utf8')).toContain('samples/hello-world');
  });

  it('is interrupted by Ctrl-C, and leaves the keys as they were then too', LIMIT, async () => {
    const before = (await redis.keys('*')).sort();
    const { child, ended } = startCommand(['features/retries', '--target', 'redis', '--redis', server.url]);
    await waitFor(async () => (await redis.dbsize()) > before.length, { what: 'its first key', timeoutMs: 60_000 });
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    expect((await redis.keys('*')).sort()).toEqual(before);
  });

  it('says which checks were left out, as neither passed nor failed', LIMIT, async () => {
    const words = ['samples/hello-world', '--target', 'memory', '--without', 'types,replay', '--json'];
    const { summary, scenarios } = JSON.parse((await runCommand(...words)).stdout) as Report;
    expect(summary).toEqual({ passed: 1, failed: 0, knownGaps: 0 });
    const left = scenarios.filter(({ status }) => status === 'notDone');
    expect(left.map(({ reason }) => reason)).toEqual(Array.from({ length: 4 }, () => 'left out by --without'));
  });

  it('lists its scenarios', async () => {
    const { code, stdout } = await runCommand('--list', 'samples/hello');
    expect([code, stdout]).toEqual([0, 'samples/hello-world\n']);
  });

  it.each([
    [['no-such-scenario'], "No scenario has 'no-such-scenario' in its name"],
    [['--target', 'mars'], "'mars' is not one of redis, memory, temporal"],
    [['--concurrency', '0'], 'a whole number from 1 to 64'],
    [['--seed', 'a b'], 'letters, digits, dashes or underscores'],
  ])('refuses %j', async (words, message) => {
    const { code, stderr } = await runCommand(...words);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each(['redis', 'temporal'])('says so when nothing answers where %s should be', LIMIT, async (target) => {
    const address = `127.0.0.1:${await freePort()}`;
    const words = ['samples/hello-world', '--target', target, '--redis', `redis://${address}`, '--address', address];
    const { code, stdout, stderr } = await runCommand(...words, '--json');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/(Redis|The Temporal server at \S+) cannot be used: Failed to connect/);
  });
});
