// Gets a Redis: what is on the PATH, Debian's package, or Docker. Uses the testkit, so the build comes first.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, run, StepError } from './steps.mjs';

const require = createRequire(import.meta.url);
export const testkit = () => require(join(root, 'tools/testkit'));

const IMAGE = 'redis:7';
const PROBE_TIMEOUT_MS = 5_000;
const succeeds = (command, args) =>
  spawnSync(command, args, { stdio: 'ignore', timeout: PROBE_TIMEOUT_MS }).status === 0;

/** Name of the server program on the PATH, or undefined. */
export function redisOnPath() {
  try {
    return testkit().redisBinary();
  } catch {
    return undefined;
  }
}

/** What stands before apt-get: nothing for root, sudo where it asks for no password; undefined where we may not install. */
function sudoForApt() {
  if (!succeeds('apt-get', ['--version'])) return undefined;
  if (process.getuid?.() === 0) return [];
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined;
}

export const mayInstallPackage = () => sudoForApt() !== undefined;

export async function installPackage() {
  const sudo = sudoForApt();
  const apt = (...words) => {
    const [command, ...args] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...words];
    return run(command, args, {
      hint: 'install redis-server or valkey-server by hand',
      message: `apt-get ${words[0]} failed`,
    });
  };
  const install = () => apt('install', '-y', '--no-install-recommends', 'redis-server');
  // A fresh machine has no package lists yet.
  await install().catch(() => apt('update').then(install));
  stopService(sudo);
  if (!redisOnPath())
    throw new StepError('The package redis-server was installed, but there is no redis-server on the PATH');
}

/** The package starts a service on the default port. We asked for the program only. */
function stopService(sudo) {
  const [command, ...args] = [...sudo, 'systemctl', 'disable', '--now', 'redis-server'];
  succeeds(command, args);
}

/** For the tests: they start and kill servers of their own, so they need the program. */
export async function needRedisOnPath() {
  const found = redisOnPath();
  if (found) return found;
  if (!mayInstallPackage()) {
    throw new StepError('The tests need redis-server or valkey-server on the PATH', {
      hint: 'Debian, Ubuntu: sudo apt-get install redis-server; macOS: brew install redis',
    });
  }
  await installPackage();
  return "redis-server, from Debian's package";
}

export const dockerRuns = () => succeeds('docker', ['info']);

/** Starts a Redis in a container, on a port Docker chooses. */
export async function startInDocker() {
  const id = (await run('docker', ['run', '--detach', '--rm', '--publish', '127.0.0.1::6379', IMAGE])).trim();
  const stop = () => void spawnSync('docker', ['rm', '--force', id], { stdio: 'ignore' });
  try {
    const port = Number((await run('docker', ['port', id, '6379'])).trim().split('\n')[0].split(':').at(-1));
    const { askRedis, waitFor } = testkit();
    await waitFor(async () => (await askRedis(port, 'PING')) === 'PONG', {
      timeoutMs: 30_000,
      what: `Redis in container ${id}`,
    });
    return { url: `redis://127.0.0.1:${port}`, stop };
  } catch (error) {
    stop();
    throw error;
  }
}
