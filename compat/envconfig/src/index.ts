/** Connection settings from the environment and a TOML profile: the counterpart of `@temporalio/envconfig`. */
export {
  clientConfigToToml,
  loadClientConfig,
  loadClientConfigFromToml,
  loadClientConfigProfile,
  loadClientConnectConfig,
  toClientOptions,
} from './envconfig';
export type {
  ClientConfig,
  ClientConfigFromTomlOptions,
  ClientConfigProfile,
  ClientConfigTLS,
  ClientConnectConfig,
  ConfigDataSource,
  LoadClientConfigOptions,
  LoadClientProfileOptions,
} from './types';
export { fromTomlConfig, fromTomlProfile, loadConfigData, toTomlConfig, toTomlProfile } from './utils';
