import type { ConnectionOptions } from '@perdure/client';

/** A file, or what would stand in it. */
export type ConfigDataSource = { path: string } | { data: string | Uint8Array };

export interface ClientConfigTLS {
  /** True: no TLS, whatever else is set. */
  disabled?: boolean;
  /** Name the server's certificate is checked against. */
  serverName?: string;
  clientCert?: ConfigDataSource;
  clientKey?: ConfigDataSource;
  serverCACert?: ConfigDataSource;
}

/** Ready for `Connection.connect`, `NativeConnection.connect` and `new Client`. */
export interface ClientConnectConfig {
  connectionOptions: Pick<ConnectionOptions, 'address' | 'tls' | 'metadata'> & { apiKey?: string };
  namespace?: string;
}

export interface LoadClientProfileOptions {
  /** Default: `TEMPORAL_PROFILE`, else "default". A profile that is named and missing is an error. */
  profile?: string;
  /** Instead of `TEMPORAL_CONFIG_FILE` and the default file. */
  configSource?: ConfigDataSource;
  /** Read no file; only `configSource` counts. */
  disableFile?: boolean;
  /** Read no environment variables. */
  disableEnv?: boolean;
  /** Keys that are not known are an error. */
  configFileStrict?: boolean;
  /** Instead of `process.env`. */
  overrideEnvVars?: Record<string, string>;
}

/** One profile: where to connect, and as whom. */
export interface ClientConfigProfile {
  address?: string;
  namespace?: string;
  apiKey?: string;
  tls?: ClientConfigTLS;
  grpcMeta?: Record<string, string>;
}

export interface LoadClientConfigOptions {
  /** Instead of `TEMPORAL_CONFIG_FILE` and the default file. */
  configSource?: ConfigDataSource;
  /** Keys that are not known are an error. */
  configFileStrict?: boolean;
  /** Instead of `process.env`; only used to find the file. */
  overrideEnvVars?: Record<string, string>;
}

/** A whole file. */
export interface ClientConfig {
  profiles: Record<string, ClientConfigProfile>;
}

export interface ClientConfigFromTomlOptions {
  /** Keys that are not known are an error. */
  strict: boolean;
}
