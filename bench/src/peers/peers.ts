/**
 * The peers, measured on the same Redis in the same run. They are installed for this only, into `bench/peers`, with the
 * versions its package.json names.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Result } from '../result';

const run = promisify(execFile);
const FOLDER = join(__dirname, '../../peers');

const PEERS = [
  { system: 'hotmesh', script: 'hotmesh.mjs' },
  { system: 'bullmq', script: 'bullmq.mjs' },
] as const;

/** A peer that cannot be installed or fails is left out, with the reason on standard error. */
export async function measurePeers(
  redisUrl: string,
  quick: boolean,
  say: (text: string) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  try {
    if (!existsSync(join(FOLDER, 'node_modules'))) {
      say('installing the peers');
      await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: FOLDER });
    }
  } catch (error) {
    say(`the peers could not be installed, so they are not measured: ${String(error)}`);
    return results;
  }
  for (const { system, script } of PEERS) {
    say(`measuring ${system}`);
    try {
      const { stdout } = await run(process.execPath, [join(FOLDER, script), redisUrl, quick ? 'quick' : 'full'], {
        timeout: 120_000,
        maxBuffer: 16 * 1024 * 1024,
      });
      const answer = stdout.trim().split('\n').at(-1) ?? '[]';
      results.push(...(JSON.parse(answer) as Result[]));
    } catch (error) {
      say(`${system} could not be measured: ${String(error)}`);
    }
  }
  return results;
}
