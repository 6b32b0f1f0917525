/** The whole way on a Cluster and behind Sentinels, both named by a URL. */
import { startRedisCluster, startSentinel } from '@perdure/testkit';
import { expect, it } from 'vitest';
import type { Report } from '../src/suite/report';
import { runCommand } from './run-command';

const LIMIT = { timeout: 180_000 };

async function summaryOn(url: string): Promise<Report['summary']> {
  const words = ['samples/hello-world', 'samples/child-workflows', '--target', 'redis', '--redis', url, '--json'];
  const { stdout, stderr } = await runCommand(...words, '--without', 'types,replay');
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as Report).summary;
}

it('runs on a Redis Cluster', LIMIT, async () => {
  const cluster = await startRedisCluster(3);
  try {
    const nodes = cluster.nodes.map(({ host, port }) => `${host}:${port}`).join(',');
    expect(await summaryOn(`redis+cluster://${nodes}`)).toEqual({ passed: 2, failed: 0, knownGaps: 0 });
  } finally {
    await cluster.stop();
  }
});

it('runs behind Sentinels', LIMIT, async () => {
  const { sentinel, masterName, stop } = await startSentinel();
  try {
    const url = `redis+sentinel://${sentinel.host}:${sentinel.port}/${masterName}`;
    expect(await summaryOn(url)).toEqual({ passed: 2, failed: 0, knownGaps: 0 });
  } finally {
    await stop();
  }
});
