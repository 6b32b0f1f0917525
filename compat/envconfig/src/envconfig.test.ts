import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@perdure/client';
import * as real from '@temporalio/envconfig';
import { describe, expect, it } from 'vitest';
import * as ours from './index';
import { defaultConfigFile } from './profile-file';

const FILE = `
[profile.default]
address = "redis.internal:6380"
namespace = "orders"
[profile.default.grpc_meta]
Some_Header = "x"

[profile.secure]
address = "rediss://secure.internal"
[profile.secure.tls]
server_name = "redis.example"
server_ca_cert_data = "ca"
client_cert_data = "crt"
client_key_data = "key"

[profile.cloud]
address = "ns.acct.tmprl.cloud:7233"
api_key = "secret"
`;
const configSource = { data: FILE };
const noEnv = { configSource, overrideEnvVars: {} };

describe('as the original', () => {
  it('exports the same names', () => {
    expect(Object.keys(ours).sort()).toEqual(Object.keys(real).sort());
  });

  it.each<[string, ours.LoadClientProfileOptions]>([
    ['the default profile', noEnv],
    ['a named profile', { ...noEnv, profile: 'secure' }],
    ['a profile named by a variable', { configSource, overrideEnvVars: { TEMPORAL_PROFILE: 'cloud' } }],
    [
      'variables over the file',
      {
        configSource,
        overrideEnvVars: {
          TEMPORAL_ADDRESS: 'other:1',
          TEMPORAL_NAMESPACE: 'n',
          TEMPORAL_TLS_SERVER_NAME: 's',
          TEMPORAL_GRPC_META_TRACE: 't',
        },
      },
    ],
    ['TLS switched off', { configSource, profile: 'secure', overrideEnvVars: { TEMPORAL_TLS: 'false' } }],
    ['variables without a file', { disableFile: true, overrideEnvVars: { TEMPORAL_API_KEY: 'k' } }],
    ['variables switched off', { configSource, disableEnv: true, overrideEnvVars: { TEMPORAL_ADDRESS: 'no' } }],
    ['nothing at all', { overrideEnvVars: {} }],
  ])('reads %s', (_name, options) => {
    expect(ours.loadClientConnectConfig(options)).toEqual(real.loadClientConnectConfig(options));
  });

  it('writes what it reads', () => {
    const config = ours.loadClientConfig(noEnv);
    expect(ours.clientConfigToToml(config)).toEqual(real.clientConfigToToml(real.loadClientConfig(noEnv)));
    expect(ours.loadClientConfigFromToml(ours.clientConfigToToml(config), { strict: true })).toEqual(config);
  });

  it.each(['top = 1', '[profile.a]\nspeed = 1', '[profile.a.tls]\nfast = true', 'profile = 1'])(
    'refuses %j when strict',
    (data) => {
      const options = { configSource: { data }, configFileStrict: true, overrideEnvVars: {} };
      expect(() => ours.loadClientConfig(options)).toThrow(/^Validation error/);
      expect(() => real.loadClientConfig(options)).toThrow(/^Validation error/);
    },
  );

  it('refuses certificates given twice', () => {
    const data = '[profile.default.tls]\nclient_cert_path = "a"\nclient_cert_data = "b"';
    expect(() => ours.loadClientConfig({ configSource: { data } })).toThrow(
      'Cannot specify both client_cert_path and client_cert_data',
    );
  });
});

describe('files', () => {
  it('are found through TEMPORAL_CONFIG_FILE', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'envconfig-')), 'settings.toml');
    writeFileSync(path, FILE);
    const { namespace } = ours.loadClientConnectConfig({ overrideEnvVars: { TEMPORAL_CONFIG_FILE: path } });
    expect(namespace).toBe('orders');
  });

  it('that do not exist are empty', () => {
    const overrideEnvVars = { TEMPORAL_CONFIG_FILE: '/does/not/exist.toml' };
    expect(ours.loadClientConnectConfig({ overrideEnvVars }).connectionOptions.address).toBeUndefined();
  });

  it('are looked for where each platform keeps settings', () => {
    expect(defaultConfigFile({ HOME: '/h' }, 'linux')).toBe(join('/h/.config/temporalio/temporal.toml'));
    expect(defaultConfigFile({ HOME: '/h', XDG_CONFIG_HOME: '/x' }, 'linux')).toBe(join('/x/temporalio/temporal.toml'));
    expect(defaultConfigFile({ HOME: '/h' }, 'darwin')).toContain('Application Support');
    expect(defaultConfigFile({}, 'win32')).toBeUndefined();
  });

  it('without the named profile name those that are there', () => {
    expect(() => ours.loadClientConnectConfig({ ...noEnv, profile: 'prod' })).toThrow(
      "Profile 'prod' not found in config data. Profiles there: default, secure, cloud",
    );
  });
});

describe('Redis', () => {
  it('is what PERDURE_REDIS_URL says, whatever the profile says of a Temporal server', () => {
    const overrideEnvVars = { PERDURE_REDIS_URL: 'redis://here:1', TEMPORAL_API_KEY: 'k', TEMPORAL_TLS: 'true' };
    expect(ours.loadClientConnectConfig({ configSource, overrideEnvVars })).toEqual({
      namespace: 'orders',
      connectionOptions: { address: 'redis://here:1' },
    });
  });

  it('has no API keys: the connection says what to do', () => {
    const { connectionOptions } = ours.loadClientConnectConfig({ ...noEnv, profile: 'cloud' });
    expect(() => Connection.lazy(connectionOptions)).toThrow(/apiKey is not supported.*TEMPORAL_API_KEY/);
  });
});
