import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { decode } from '@temporalio/common/lib/encoding';
import { errorCode } from '@temporalio/common/lib/type-helpers';
import { type TomlClientConfig, loadFromTomlData } from './envconfig-toml';
import type { ConfigDataSource, LoadClientConfigOptions } from './types';

/** Environment variables, or what stands in for them. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The file of the options, else `TEMPORAL_CONFIG_FILE`, else the user's. A file that does not exist is an empty one. */
export function readConfigFile(options: LoadClientConfigOptions): TomlClientConfig {
  const env: Env = options.overrideEnvVars ?? process.env;
  const text = ignoreMissing(() => read(options.configSource ?? fileOf(env)));
  return text === undefined ? { profile: {} } : loadFromTomlData(text, options.configFileStrict ?? false);
}

function fileOf(env: Env): ConfigDataSource | undefined {
  const path = env['TEMPORAL_CONFIG_FILE'] ?? defaultConfigFile(env);
  return path === undefined ? undefined : { path };
}

/** `temporalio/temporal.toml` where the platform keeps settings: the same file Temporal's tools use. */
export function defaultConfigFile(env: Env, os: NodeJS.Platform = platform()): string | undefined {
  const directory = settingsDirectory(env, os);
  return directory === undefined ? undefined : join(directory, 'temporalio', 'temporal.toml');
}

function settingsDirectory(env: Env, os: NodeJS.Platform): string | undefined {
  const home = env['HOME'] || undefined;
  if (os === 'win32') return env['APPDATA'] || undefined;
  if (os === 'darwin') return home && join(home, 'Library', 'Application Support');
  const xdg = env['XDG_CONFIG_HOME'];
  if (xdg) return isAbsolute(xdg) ? xdg : undefined;
  return home && join(home, '.config');
}

function read(source: ConfigDataSource | undefined): string | undefined {
  if (source === undefined) return undefined;
  if ('path' in source) return readFileSync(source.path, 'utf8');
  return typeof source.data === 'string' ? source.data : decode(source.data);
}

function ignoreMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
