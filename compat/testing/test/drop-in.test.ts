import { readFileSync } from 'node:fs';
import * as ours from '@perdure/testing';
import {
  DEV_SERVER_OPTIONS_WITHOUT_MEANING,
  TIME_SKIPPING_SERVER_OPTIONS_WITHOUT_MEANING,
} from '@perdure/testing/lib/options-without-meaning';
import * as real from '@temporalio/testing';
import { expect, expectTypeOf, it } from 'vitest';

it('has the names of the original, and no others', () => {
  expect(Object.keys(ours).sort()).toEqual(Object.keys(real).sort());
});

it('mocked activities have the same info', () => {
  expect(ours.defaultActivityInfo).toEqual(real.defaultActivityInfo);
});

it('every server option without meaning stands in the documentation', () => {
  const page = readFileSync(new URL('../../../docs/options-without-meaning.md', import.meta.url), 'utf8');
  const rows = (owner: string, table: object) =>
    Object.entries(table).map(([name, why]) => `| \`${owner}.${name}\` | ${why} |`);
  for (const row of [
    ...rows('DevServerConfig', DEV_SERVER_OPTIONS_WITHOUT_MEANING),
    ...rows('TimeSkippingServerConfig', TIME_SKIPPING_SERVER_OPTIONS_WITHOUT_MEANING),
  ]) {
    expect(page).toContain(row);
  }
});

it('options of the original are options here', () => {
  type Server<T extends { server?: unknown }> = T['server'];
  expectTypeOf<Server<real.LocalTestWorkflowEnvironmentOptions>>().toExtend<
    Server<ours.LocalTestWorkflowEnvironmentOptions>
  >();
  expectTypeOf<Server<real.TimeSkippingTestWorkflowEnvironmentOptions>>().toExtend<
    Server<ours.TimeSkippingTestWorkflowEnvironmentOptions>
  >();
  expectTypeOf<Omit<real.ExistingServerTestWorkflowEnvironmentOptions, 'client' | 'plugins'>>().toExtend<
    Omit<ours.ExistingServerTestWorkflowEnvironmentOptions, 'client' | 'plugins'>
  >();
  expectTypeOf<Omit<real.MockActivityEnvironmentOptions, 'client' | 'interceptors'>>().toExtend<
    Omit<ours.MockActivityEnvironmentOptions, 'client' | 'interceptors'>
  >();
  expectTypeOf<real.NexusEndpointIdentifier>().toExtend<ours.NexusEndpointIdentifier>();
});

it('environments have the members of the original', () => {
  type Members = Exclude<keyof real.TestWorkflowEnvironment, 'runtime' | 'server'>;
  expectTypeOf<Members>().toExtend<keyof ours.TestWorkflowEnvironment>();
  expectTypeOf<keyof real.MockActivityEnvironment>().toExtend<keyof ours.MockActivityEnvironment>();
});
