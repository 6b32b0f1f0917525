/** Options that several sub-commands share. */
import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { ORIGINS, type Origin } from '../model/project-facts';
import { type MigrateOptions, transformNames } from '../run/migrate';
import { Refused } from './exit-codes';
import { version } from './version';

export interface CommonOptions {
  readonly json?: boolean;
}

export interface TransformOptions extends CommonOptions {
  readonly mode: 'imports' | 'overrides';
  readonly from: Origin | 'auto';
  readonly only?: readonly string[];
  readonly without?: readonly string[];
  readonly redisUrl?: string;
}

/** The folder and `--json`, which all sub-commands have. */
export function withFolder(command: Command): Command {
  return command
    .argument('[folder]', 'root of the project', '.')
    .option('--json', 'print the result as JSON, and nothing else, on standard output');
}

/** Options that say which transforms run. */
export function withTransforms(command: Command): Command {
  const names = transformNames();
  return withFolder(command)
    .addOption(
      new Option('--mode <mode>', 'rename imports, or let overrides in package.json redirect them')
        .choices(['imports', 'overrides'])
        .default('imports'),
    )
    .addOption(new Option('--from <origin>', 'what to migrate from').choices([...ORIGINS, 'auto']).default('auto'))
    .addOption(new Option('--only <transform...>', 'run only these').choices(names))
    .addOption(new Option('--without <transform...>', 'leave these out').choices(names))
    .option(
      '--redis-url <url>',
      'Redis to write where the sources name a Temporal server (default: redis://localhost:6379)',
    );
}

/** The absolute path of the folder. Refuses what is none. */
export function rootOf(folder: string): string {
  const path = resolve(folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Refused(`${folder} is not a folder`);
  return realpathSync(path);
}

export function migrateOptions(options: TransformOptions): MigrateOptions {
  const { mode, from, only, without, redisUrl } = options;
  if (redisUrl !== undefined && !/^(rediss?|unix):\/\/./.test(redisUrl)) {
    throw new Refused(`--redis-url must be a URL such as redis://localhost:6379, not ${redisUrl}`);
  }
  if (mode === 'overrides' && (only ?? without) !== undefined) {
    throw new Refused('--mode overrides is one transform: --only and --without choose among those of --mode imports');
  }
  return { mode, from, only, without, redisUrl, version: `^${version}` };
}
