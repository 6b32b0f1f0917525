/** The TOML file as it is written, and its checks. Names are the file's, hence the underscores. */
import { decode, encode } from '@temporalio/common/lib/encoding';
import { isRecord } from '@temporalio/common/lib/type-helpers';
import { parseToml, writeToml } from './toml';

export interface TomlClientConfig {
  profile: Record<string, TomlClientConfigProfile>;
}
export interface TomlClientConfigProfile {
  address?: string;
  namespace?: string;
  api_key?: string;
  tls?: TomlClientConfigTLS;
  codec?: TomlClientConfigCodec;
  grpc_meta?: Record<string, string>;
}
export interface TomlClientConfigTLS {
  disabled?: boolean;
  client_cert_path?: string;
  client_cert_data?: string;
  client_key_path?: string;
  client_key_data?: string;
  server_ca_cert_path?: string;
  server_ca_cert_data?: string;
  server_name?: string;
  disable_host_verification?: boolean;
}
export interface TomlClientConfigCodec {
  endpoint?: string;
  auth?: string;
}

const KNOWN_KEYS = {
  file: ['profile'],
  profile: ['address', 'namespace', 'api_key', 'tls', 'codec', 'grpc_meta'],
  tls: [
    'disabled',
    'client_cert_path',
    'client_cert_data',
    'client_key_path',
    'client_key_data',
    'server_ca_cert_path',
    'server_ca_cert_data',
    'server_name',
    'disable_host_verification',
  ],
  codec: ['endpoint', 'auth'],
} as const;

/** Reads TOML text. `strict`: an unknown key is an error. */
export function loadFromTomlData(tomlData: string | Uint8Array, strict: boolean): TomlClientConfig {
  const parsed = parseToml(typeof tomlData === 'string' ? tomlData : decode(tomlData));
  if (strict) check(parsed);
  return { profile: {}, ...parsed };
}

/** Writes TOML text, as UTF-8. */
export function configToTomlData(config: TomlClientConfig): Uint8Array {
  return encode(writeToml(config));
}

/** Header names are lower case with dashes. */
export function normalizeGrpcMetaKey(key: string): string {
  return key.toLowerCase().replaceAll('_', '-');
}

function check(file: Record<string, unknown>): void {
  checkKeys(file, KNOWN_KEYS.file, '');
  for (const [name, profile] of Object.entries(table(file['profile'], 'profile'))) {
    const path = `profile.${name}`;
    const values = table(profile, path);
    checkKeys(values, KNOWN_KEYS.profile, ` in ${path}`);
    checkKeys(table(values['tls'], `${path}.tls`), KNOWN_KEYS.tls, ` in ${path}.tls`);
    checkKeys(table(values['codec'], `${path}.codec`), KNOWN_KEYS.codec, ` in ${path}.codec`);
  }
}

function table(value: unknown, path: string): Record<string, unknown> {
  if (value === undefined) return {};
  if (!isRecord(value) || Array.isArray(value)) throw new Error(`Validation error: ${path} must be a table`);
  return value;
}

function checkKeys(values: Record<string, unknown>, known: readonly string[], where: string): void {
  const unknown = Object.keys(values).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new Error(`Validation error: key(s) unrecognized${where}: ${unknown.join(', ')}`);
  }
}
