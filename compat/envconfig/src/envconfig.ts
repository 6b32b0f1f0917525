import type { ConnectionOptions } from '@perdure/client';
import { type TomlClientConfigProfile, configToTomlData, loadFromTomlData } from './envconfig-toml';
import { withEnvVars } from './env-vars';
import { type Env, readConfigFile } from './profile-file';
import type {
  ClientConfig,
  ClientConfigFromTomlOptions,
  ClientConfigProfile,
  ClientConfigTLS,
  ClientConnectConfig,
  LoadClientConfigOptions,
  LoadClientProfileOptions,
} from './types';
import { fromTomlConfig, fromTomlProfile, loadConfigData, toTomlConfig } from './utils';

const DEFAULT_PROFILE = 'default';

/** All profiles of the file, without environment variables. */
export function loadClientConfig(options: LoadClientConfigOptions = {}): ClientConfig {
  return fromTomlConfig(readConfigFile(options));
}

/** All profiles of TOML text. */
export function loadClientConfigFromToml(tomlData: Uint8Array, options: ClientConfigFromTomlOptions): ClientConfig {
  return fromTomlConfig(loadFromTomlData(tomlData, options.strict));
}

/** Writes profiles as TOML text. */
export function clientConfigToToml(config: ClientConfig): Uint8Array {
  return configToTomlData(toTomlConfig(config));
}

/** One profile: the file's, with `TEMPORAL_*` variables laid over it. */
export function loadClientConfigProfile(options: LoadClientProfileOptions = {}): ClientConfigProfile {
  if (options.disableEnv && options.disableFile) throw new Error('Cannot disable both file and environment loading');
  const env = envOf(options);
  const profile = options.disableFile && options.configSource === undefined ? {} : fileProfile(options, env);
  return fromTomlProfile(options.disableEnv ? profile : withEnvVars(profile, env));
}

/**
 * Where to connect and to which namespace, from the environment and the profile. `PERDURE_REDIS_URL` wins: it says
 * everything about the connection, so address, TLS, API key and headers, which speak of a Temporal server, are left out.
 * Without it the profile's address is taken as that of Redis: `host:port`, `redis://...` or `rediss://...`.
 */
export function loadClientConnectConfig(options: LoadClientProfileOptions = {}): ClientConnectConfig {
  const profile = loadClientConfigProfile(options);
  const redisUrl = options.disableEnv ? undefined : envOf(options)['PERDURE_REDIS_URL'];
  if (redisUrl) return { namespace: profile.namespace, connectionOptions: { address: redisUrl } };
  return toClientOptions(profile);
}

/** A profile as connection options. An API key is handed on; `Connection` refuses it and says what to do instead. */
export function toClientOptions(profile: ClientConfigProfile): ClientConnectConfig {
  return {
    namespace: profile.namespace,
    connectionOptions: {
      address: profile.address,
      apiKey: profile.apiKey,
      tls: toTLSConfig(profile.tls) ?? (profile.apiKey === undefined ? undefined : true),
      metadata: profile.grpcMeta,
    },
  };
}

/** Certificates read from where they are; false when TLS is disabled, undefined when nothing is said. */
function toTLSConfig(config?: ClientConfigTLS): ConnectionOptions['tls'] | undefined {
  if (config === undefined) return undefined;
  if (config.disabled === true) return false;
  const crt = loadConfigData(config.clientCert);
  const key = loadConfigData(config.clientKey);
  return {
    serverNameOverride: config.serverName,
    serverRootCACertificate: loadConfigData(config.serverCACert),
    clientCertPair: crt && key ? { crt, key } : undefined,
  };
}

function envOf(options: LoadClientProfileOptions): Env {
  return options.overrideEnvVars ?? process.env;
}

function fileProfile(options: LoadClientProfileOptions, env: Env): TomlClientConfigProfile {
  const { profile } = readConfigFile(options);
  const name = options.profile ?? env['TEMPORAL_PROFILE'];
  const found = profile[name ?? DEFAULT_PROFILE];
  if (found === undefined && name) {
    const known = Object.keys(profile).join(', ') || 'none';
    throw new Error(`Profile '${name}' not found in config data. Profiles there: ${known}`);
  }
  return found ?? {};
}
