import { expect, it } from 'vitest';
import type { Environment } from '../../scenarios/environment';
import { createEnvironment } from './environment';

const place = { address: 'memory://x', namespace: 'n', seed: 'k3j2' };

it('is what programs are told it is', async () => {
  const env: Environment = createEnvironment('features/timers/fires', place);
  expect(env.taskQueue).toBe('queue~features.timers.fires~k3j2');
  expect(env.name('other')).toBe('other~features.timers.fires~k3j2');
  let asked = 0;
  expect(await env.until('the third', () => ++asked === 3 && 'there')).toBe('there');
});

it('remembers the workflow ids it has given, and what was recorded', () => {
  const env = createEnvironment('samples/a', place);
  const workflowId = env.workflowId('order');
  env.record('first', 'other', 'run');
  expect([...env.recorded.values()]).toEqual([
    { label: 'order', workflowId, runId: undefined },
    { label: 'first', workflowId: 'other', runId: 'run' },
  ]);
});
