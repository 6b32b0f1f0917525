import { type Check, ok, problem, warning } from './check';
import { askRedis, parseAddress, type RedisFacts } from './resp';

const NAME = 'Redis';
/** The oldest version whose commands the engine's scripts use. */
const OLDEST = [6, 2] as const;

/** Whether a Redis answers, and whether it keeps what it is given. */
export async function checkRedis(address: string): Promise<Check[]> {
  try {
    const shown = withoutPassword(address);
    return judge(shown, await askRedis(address));
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const why = message || code || 'unknown reason';
    const fix = 'start a Redis, or say where it is: --redis-url or PERDURE_REDIS_URL';
    return [problem(NAME, `${safely(address)} does not answer: ${why}`, fix)];
  }
}

function judge(address: string, facts: RedisFacts): Check[] {
  return [checkVersion(address, facts), checkEviction(facts), checkPersistence(facts)];
}

function checkVersion(address: string, { info }: RedisFacts): Check {
  const version = field(info, 'redis_version');
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  const product = field(info, 'valkey_version') === undefined ? 'Redis' : 'Valkey';
  if (version === undefined) return warning(NAME, `${address} does not tell its version`, 'allow INFO to this user');
  const old = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  if (old)
    return problem(NAME, `${address} is version ${version}`, `use Redis ${OLDEST.join('.')} or later, or Valkey`);
  return ok(NAME, `${address} answers: ${product} ${field(info, 'valkey_version') ?? version}`);
}

function checkEviction({ info }: RedisFacts): Check {
  const policy = field(info, 'maxmemory_policy');
  const limit = Number(field(info, 'maxmemory') ?? 0);
  const name = 'Eviction';
  if (policy === undefined) return warning(name, 'the policy is not told', 'allow INFO to this user');
  if (policy === 'noeviction') return ok(name, 'noeviction: keys of workflows are never dropped');
  const fix = 'CONFIG SET maxmemory-policy noeviction, and the same in redis.conf';
  if (limit === 0)
    return warning(name, `maxmemory-policy is ${policy}; no limit is set, so nothing is dropped yet`, fix);
  return problem(name, `maxmemory-policy is ${policy}: a full Redis drops workflows`, fix);
}

function checkPersistence({ info, config }: RedisFacts): Check {
  const name = 'Persistence';
  const appendOnly = config.appendonly ?? (field(info, 'aof_enabled') === '1' ? 'yes' : 'no');
  if (appendOnly === 'yes') return ok(name, `append-only file, fsync ${config.appendfsync ?? 'not told'}`);
  const fix = 'appendonly yes, see docs/guarantees.md';
  return warning(name, 'no append-only file: a crash loses what came after the last snapshot', fix);
}

function field(info: string, name: string): string | undefined {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
}

function withoutPassword(address: string): string {
  const url = parseAddress(address);
  return `${url.protocol}//${url.username ? `${url.username}@` : ''}${url.host}`;
}

function safely(address: string): string {
  try {
    return withoutPassword(address);
  } catch {
    return 'the address';
  }
}
