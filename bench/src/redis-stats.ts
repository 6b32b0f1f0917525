import { Redis } from 'ioredis';

/** Commands and microseconds so far, script calls included, and memory in use. */
export interface RedisStats {
  readonly commands: number;
  readonly microseconds: number;
  readonly usedBytes: number;
}

/** Looks at the server from outside, over a connection of its own. */
export interface RedisWatch {
  read(): Promise<RedisStats>;
  /** Script calls by name, for a profile. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const CALL = /^cmdstat_([^:]+):calls=(\d+),usec=(\d+)/gm;
/** What the benchmark itself asks. */
const OWN: ReadonlySet<string> = new Set(['info', 'config|resetstat', 'config', 'ping', 'client|setinfo', 'client']);
/** Blocking pops count their waiting as time only in part; scripts count what they call twice. */
const TOP_LEVEL: ReadonlySet<string> = new Set(['fcall', 'evalsha', 'eval', 'blpop', 'subscribe', 'publish', 'ping']);

export function watchRedis(url: string): RedisWatch {
  const redis = new Redis(url);
  return {
    async read() {
      const [stats, memory] = await Promise.all([redis.info('commandstats'), redis.info('memory')]);
      let commands = 0;
      let microseconds = 0;
      for (const [, name = '', calls, usec] of stats.matchAll(CALL)) {
        if (OWN.has(name) || !TOP_LEVEL.has(name)) continue;
        commands += Number(calls);
        microseconds += Number(usec);
      }
      return { commands, microseconds, usedBytes: Number(/^used_memory:(\d+)/m.exec(memory)?.[1] ?? 0) };
    },
    reset: async () => void (await redis.config('RESETSTAT')),
    close: async () => void (await redis.quit()),
  };
}
