/** `TEMPORAL_*` variables, laid over what the file says. */
import { filterNullAndUndefined } from '@temporalio/common/lib/internal-workflow';
import { type TomlClientConfigProfile, type TomlClientConfigTLS, normalizeGrpcMetaKey } from './envconfig-toml';
import type { Env } from './profile-file';

const META_PREFIX = 'TEMPORAL_GRPC_META_';

/** The profile with the variables applied; the file's values stay where no variable is set. */
export function withEnvVars(profile: TomlClientConfigProfile, env: Env): TomlClientConfigProfile {
  const tls = { ...profile.tls, ...tlsVars(env) };
  const codec = filterNullAndUndefined({
    ...profile.codec,
    ...filterNullAndUndefined({ endpoint: env['TEMPORAL_CODEC_ENDPOINT'], auth: env['TEMPORAL_CODEC_AUTH'] }),
  });
  return filterNullAndUndefined({
    ...profile,
    address: env['TEMPORAL_ADDRESS'] ?? profile.address,
    namespace: env['TEMPORAL_NAMESPACE'] ?? profile.namespace,
    api_key: env['TEMPORAL_API_KEY'] ?? profile.api_key,
    tls: nonEmpty(tls),
    codec: nonEmpty(codec),
    grpc_meta: metaVars(profile.grpc_meta, env),
  });
}

function tlsVars(env: Env): TomlClientConfigTLS {
  const enabled = flag(env['TEMPORAL_TLS']);
  return filterNullAndUndefined({
    disabled: enabled === undefined ? undefined : !enabled,
    client_cert_path: env['TEMPORAL_TLS_CLIENT_CERT_PATH'],
    client_cert_data: env['TEMPORAL_TLS_CLIENT_CERT_DATA'],
    client_key_path: env['TEMPORAL_TLS_CLIENT_KEY_PATH'],
    client_key_data: env['TEMPORAL_TLS_CLIENT_KEY_DATA'],
    server_ca_cert_path: env['TEMPORAL_TLS_SERVER_CA_CERT_PATH'],
    server_ca_cert_data: env['TEMPORAL_TLS_SERVER_CA_CERT_DATA'],
    server_name: env['TEMPORAL_TLS_SERVER_NAME'],
    disable_host_verification: flag(env['TEMPORAL_TLS_DISABLE_HOST_VERIFICATION']),
  });
}

/** An empty variable takes the header away. */
function metaVars(file: Record<string, string> | undefined, env: Env): Record<string, string> | undefined {
  const found = Object.entries(env).filter(([name]) => name.startsWith(META_PREFIX));
  if (found.length === 0) return file;
  const meta = { ...file };
  for (const [name, value] of found) {
    const key = normalizeGrpcMetaKey(name.slice(META_PREFIX.length));
    if (value) meta[key] = value;
    else delete meta[key];
  }
  return meta;
}

function flag(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value === '1' || value === 'true';
}

function nonEmpty<T extends object>(values: T): T | undefined {
  return Object.keys(values).length > 0 ? values : undefined;
}
