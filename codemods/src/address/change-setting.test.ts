import { describe, expect, it } from 'vitest';
import { changeSetting } from './change-setting';
import { redisUrlFor } from './temporal-address';

const change = (name: string, value: string) => {
  return changeSetting(name, value, (address) => redisUrlFor(address, 'redis://localhost:6379'));
};

describe('a variable', () => {
  it.each([
    ['TEMPORAL_ADDRESS', 'localhost:7233', 'redis://localhost:6379'],
    ['TEMPORAL_ADDRESS', 'localhost:17233', 'redis://localhost:6379'],
    ['TEMPORAL_ADDRESS', '${TEMPORAL_ADDRESS:-temporal:7233}', '${TEMPORAL_ADDRESS:-redis://redis:6379}'],
    ['ORCHESTRATOR', 'temporal:7233', 'redis://redis:6379'],
    ['TEMPORAL_HOST', 'temporal', 'redis'],
    ['TEMPORAL_PORT', '7233', '6379'],
  ])('%s=%s becomes %s', (name, value, expected) => {
    expect(change(name, value)).toMatchObject({ class: 'small-rewrite', value: expected });
  });

  it.each([
    ['TEMPORAL_ADDRESS', ''],
    ['TEMPORAL_ADDRESS', 'redis://cache:6379'],
    ['TEMPORAL_HOST', 'localhost'],
    ['TEMPORAL_PORT', '8233'],
    ['TEMPORAL_TLS', 'false'],
    ['TEMPORAL_API_KEY', ''],
    ['TEMPORAL_NAMESPACE', 'shop'],
    ['PORT', '7233'],
    ['DATABASE_HOST', 'postgres:5432'],
  ])('%s=%s stays, and nothing is said', (name, value) => {
    expect(change(name, value)).toBeUndefined();
  });

  it.each([
    ['TEMPORAL_ADDRESS', 'shop.a1b2c.tmprl.cloud:7233'],
    ['TEMPORAL_CLOUD_ADDRESS', 'https://${{ vars.NAMESPACE }}.tmprl.cloud:7233'],
    ['TEMPORAL_ADDRESS', 'temporal.internal:7233'],
    ['TEMPORAL_API_KEY', 'secret'],
    ['TEMPORAL_TLS_CLIENT_CERT_PATH', '/certs/client.pem'],
  ])('%s=%s is asked about', (name, value) => {
    expect(change(name, value)?.question).toBeDefined();
  });

  it('that is set elsewhere is reported', () => {
    expect(change('TEMPORAL_ADDRESS', '${{ secrets.TEMPORAL_ADDRESS }}')).toMatchObject({
      class: 'operational-change',
    });
  });
});
