import { expect, it } from 'vitest';
import { variableUse } from './variables';

it.each([
  ['TEMPORAL_ADDRESS', 'address'],
  ['TEMPORAL_HOST_PORT', 'address'],
  ['APP_TEMPORAL_SERVER_URL', 'address'],
  ['TEMPORAL_HOST', 'host'],
  ['TEMPORAL_PORT', 'port'],
  ['TEMPORAL_API_KEY', 'api key'],
  ['TEMPORAL_TLS', 'tls'],
  ['TEMPORAL_TLS_CLIENT_CERT_PATH', 'tls'],
  ['TEMPORAL_CLIENT_KEY', 'tls'],
  ['TEMPORAL_NAMESPACE', undefined],
  ['TEMPORAL_TASK_QUEUE', undefined],
  ['TEMPORAL_UI_PORT', undefined],
  ['TEMPORAL_CODEC_ENDPOINT', undefined],
  ['REDIS_URL', undefined],
  ['ADDRESS', undefined],
])('%s is %s', (name, use) => {
  expect(variableUse(name)).toBe(use);
});
