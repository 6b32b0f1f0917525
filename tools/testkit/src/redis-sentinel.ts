import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askRedis } from './ask-redis';
import { type RedisServer, startRedis } from './redis';
import { waitFor } from './wait-for';

const MASTER_NAME = 'main';

export interface SentinelGroup {
  readonly masterName: string;
  readonly master: RedisServer;
  readonly replica: RedisServer;
  readonly sentinel: RedisServer;
  stop(): Promise<void>;
}

/** Starts a master, a replica of it, and one sentinel that promotes the replica when the master is gone. */
export async function startSentinel(options: { downAfterMs?: number } = {}): Promise<SentinelGroup> {
  const master = await startRedis();
  const replica = await startRedis({ args: ['--replicaof', master.host, String(master.port)] });
  const sentinel = await startSentinelProcess(master, options.downAfterMs ?? 1_000);
  const stop = async () => {
    await Promise.all([sentinel, replica, master].map((server) => server.stop()));
  };
  try {
    await waitFor(async () => (await askRedis(sentinel.port, 'INFO sentinel')).includes('status=ok,'), {
      what: 'the sentinel',
    });
    await waitFor(async () => /,slaves=1,/.test(await askRedis(sentinel.port, 'INFO sentinel')), {
      timeoutMs: 20_000,
      what: 'the sentinel to find the replica',
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { masterName: MASTER_NAME, master, replica, sentinel, stop };
}

async function startSentinelProcess(master: RedisServer, downAfterMs: number): Promise<RedisServer> {
  const file = join(master.dir, 'sentinel.conf');
  await writeFile(
    file,
    [
      `sentinel monitor ${MASTER_NAME} ${master.host} ${master.port} 1`,
      `sentinel down-after-milliseconds ${MASTER_NAME} ${downAfterMs}`,
      `sentinel failover-timeout ${MASTER_NAME} 5000`,
      '',
    ].join('\n'),
  );
  return startRedis({ config: file, args: ['--sentinel'] });
}
