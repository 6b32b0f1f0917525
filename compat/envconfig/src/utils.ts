/** Between the file's form and the one programs use. */
import { readFileSync } from 'node:fs';
import { decode, encode } from '@temporalio/common/lib/encoding';
import { filterNullAndUndefined } from '@temporalio/common/lib/internal-workflow';
import {
  type TomlClientConfig,
  type TomlClientConfigProfile,
  type TomlClientConfigTLS,
  normalizeGrpcMetaKey,
} from './envconfig-toml';
import type { ClientConfig, ClientConfigProfile, ClientConfigTLS, ConfigDataSource } from './types';

/** The bytes of a source; throws what reading the file throws. */
export function loadConfigData(source?: ConfigDataSource): Uint8Array | undefined {
  if (source === undefined) return undefined;
  if ('path' in source) return Uint8Array.from(readFileSync(source.path));
  return bytes(source.data);
}

export function fromTomlProfile(profile: TomlClientConfigProfile): ClientConfigProfile {
  return filterNullAndUndefined({
    address: profile.address,
    namespace: profile.namespace,
    apiKey: profile.api_key,
    tls: profile.tls && fromTomlTLS(profile.tls),
    grpcMeta: profile.grpc_meta && withNormalKeys(profile.grpc_meta),
  });
}

export function toTomlProfile(profile: ClientConfigProfile): TomlClientConfigProfile {
  return filterNullAndUndefined({
    address: profile.address,
    namespace: profile.namespace,
    api_key: profile.apiKey,
    tls: profile.tls && toTomlTLS(profile.tls),
    grpc_meta: profile.grpcMeta && withNormalKeys(profile.grpcMeta),
  });
}

export function fromTomlConfig(config: TomlClientConfig): ClientConfig {
  return { profiles: mapValues(config.profile, fromTomlProfile) };
}

export function toTomlConfig(config: ClientConfig): TomlClientConfig {
  return { profile: mapValues(config.profiles, toTomlProfile) };
}

function fromTomlTLS(tls: TomlClientConfigTLS): ClientConfigTLS {
  return filterNullAndUndefined({
    disabled: tls.disabled,
    serverName: tls.server_name,
    clientCert: source(tls, 'client_cert'),
    clientKey: source(tls, 'client_key'),
    serverCACert: source(tls, 'server_ca_cert'),
  });
}

function toTomlTLS(tls: ClientConfigTLS): TomlClientConfigTLS {
  return filterNullAndUndefined({
    disabled: tls.disabled,
    server_name: tls.serverName,
    client_cert_path: pathOf(tls.clientCert),
    client_cert_data: textOf(tls.clientCert),
    client_key_path: pathOf(tls.clientKey),
    client_key_data: textOf(tls.clientKey),
    server_ca_cert_path: pathOf(tls.serverCACert),
    server_ca_cert_data: textOf(tls.serverCACert),
  });
}

function source(
  tls: TomlClientConfigTLS,
  name: 'client_cert' | 'client_key' | 'server_ca_cert',
): ConfigDataSource | undefined {
  const path = tls[`${name}_path`];
  const data = tls[`${name}_data`];
  if (path !== undefined && data !== undefined) throw new Error(`Cannot specify both ${name}_path and ${name}_data`);
  if (data !== undefined) return { data: encode(data) };
  return path === undefined ? undefined : { path };
}

function pathOf(from: ConfigDataSource | undefined): string | undefined {
  return from !== undefined && 'path' in from ? from.path : undefined;
}

function textOf(from: ConfigDataSource | undefined): string | undefined {
  return from !== undefined && 'data' in from ? decode(bytes(from.data)) : undefined;
}

function bytes(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? encode(data) : data;
}

function withNormalKeys(meta: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(meta).map(([key, value]) => [normalizeGrpcMetaKey(key), value]));
}

function mapValues<A, B>(values: Record<string, A>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
