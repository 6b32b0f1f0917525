import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { askRedis, startRedis, startRedisCluster, startSentinel, testRedisUrl, waitFor } from '@perdure/testkit';
import { describe, expect, test } from 'vitest';

describe('startRedis', () => {
  test('the run has a Redis of its own', async () => {
    expect(await askRedis(Number(new URL(testRedisUrl()).port), 'PING')).toBe('PONG');
  });

  test('with aof, what was acknowledged survives a SIGKILL and a restart on the same port', async () => {
    const redis = await startRedis({ aof: true });
    const { pid } = redis;
    await askRedis(redis.port, 'SET kept yes');
    await redis.restart();
    expect(redis.pid).not.toBe(pid);
    expect(await askRedis(redis.port, 'GET kept')).toBe('yes');
    await redis.stop();
    await expect(askRedis(redis.port, 'PING')).rejects.toThrow();
  });

  test('a server that cannot start says why', async () => {
    await expect(startRedis({ args: ['--maxmemory-policy', 'nonsense'] })).rejects.toThrow(/maxmemory-policy/);
  });

  test.runIf(process.platform === 'linux')('a server ends with its process, also when that is killed', async () => {
    const program = `require('@perdure/testkit').startRedis().then(({ port }) => { console.log(port); setInterval(() => {}, 1e6); })`;
    const owner = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const port = Number(line.toString());
    expect(await askRedis(port, 'PING')).toBe('PONG');
    owner.kill('SIGKILL');
    await waitFor(
      () =>
        askRedis(port, 'PING').then(
          () => false,
          () => true,
        ),
      { what: 'the end of the server' },
    );
  });
});

test('a cluster of three has every slot and redirects what another node holds', async () => {
  const cluster = await startRedisCluster(3);
  const info = await askRedis(cluster.nodes[1]!.port, 'CLUSTER INFO');
  expect(info).toContain('cluster_slots_assigned:16384');
  expect(info).toContain('cluster_size:3');
  await expect(askRedis(cluster.nodes[0]!.port, 'GET foo')).rejects.toThrow(/MOVED 12182 127.0.0.1/);
  await cluster.stop();
});

test('a sentinel knows the address of its master', async () => {
  const group = await startSentinel();
  expect(await askRedis(group.sentinel.port, 'INFO sentinel')).toContain(`address=127.0.0.1:${group.master.port}`);
  await group.stop();
});
