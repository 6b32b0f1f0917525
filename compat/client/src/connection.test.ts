import { describe, expect, it } from 'vitest';
import { bridgeOf } from './connect/bridge';
import { Connection } from './connection';
import { NotSupportedError, ServiceError, ServiceNotAvailableError } from './errors';
import { WorkflowService } from './types';
import { WorkflowClient } from './workflow-client';

describe('Connection', () => {
  it('names the missing gRPC service at the first call', () => {
    const connection = Connection.lazy();
    expect(() => connection.workflowService['listNamespaces']?.({})).toThrow(ServiceNotAvailableError);
    expect(() => connection.operatorService['addSearchAttributes']?.({})).toThrow(
      'operatorService.addSearchAttributes() is not available',
    );
    expect(() => WorkflowService.create()).toThrow(ServiceNotAvailableError);
  });

  it('is not taken for a promise or broken by inspection', async () => {
    const { workflowService } = Connection.lazy();
    expect(await Promise.resolve(workflowService)).toBe(workflowService);
    expect(JSON.stringify({ workflowService })).toBe('{"workflowService":{}}');
  });

  it('refuses API keys however they come', async () => {
    expect(() => Connection.lazy({ apiKey: 'k' })).toThrow(NotSupportedError);
    const connection = Connection.lazy();
    expect(() => connection.setApiKey('k')).toThrow(NotSupportedError);
    await expect(connection.withApiKey('k', async () => 1)).rejects.toThrow(NotSupportedError);
  });

  it('has a payload limit that all of its clients keep', async () => {
    const connection = Connection.lazy({ address: 'memory://payload-limit', maxPayloadBytes: 100 });
    const workflow = new WorkflowClient({ connection });
    const start = (text: string) => workflow.start('wf', { taskQueue: 'q', workflowId: 'w', args: [text] });
    await expect(start('x'.repeat(99))).rejects.toThrow(
      /is 101 bytes.*limit is 100.*maxPayloadBytes of the connection/,
    );
    await start('x'.repeat(98));
    await connection.close();
  });

  it.each([0, 0.5, 2 ** 30])('refuses a payload limit of %s', (maxPayloadBytes) => {
    expect(() => Connection.lazy({ maxPayloadBytes })).toThrow(TypeError);
    expect(() => Connection.lazy({ maxPayloadBytes })).toThrow(/from 1 to 67108864/);
  });

  it('lets plugins change its options in order', () => {
    const plugin = (name: string, address: string) => ({
      name,
      configureConnection: (options: object) => ({ ...options, address }),
    });
    const connection = Connection.lazy({ plugins: [plugin('a', 'first:1'), plugin('b', 'second:2')] });
    expect(connection.options.address).toBe('second:2');
    expect(connection.plugins.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('shows where it goes, and options that can be used again', () => {
    expect(Connection.lazy({ address: 'memory://shown' }).options.address).toBe('memory://shown');
    const { options } = Connection.lazy({ redis: { host: 'elsewhere', port: 7 } });
    expect(options.address).toContain('elsewhere:7');
    expect(options).toMatchObject({ channelArgs: {}, interceptors: [], metadata: {} });
    expect(Connection.lazy({ ...options }).options.address).toBe(options.address);
  });

  it('nests call contexts', async () => {
    const connection = Connection.lazy();
    const bridge = bridgeOf(connection);
    const { signal } = new AbortController();
    const seen = await connection.withDeadline(5, () =>
      connection.withAbortSignal(signal, async () => bridge.callContext()),
    );
    expect(seen).toEqual({ deadline: 5, abortSignal: signal });
    expect(bridge.callContext()).toBeUndefined();
  });

  it('mentions the left-over port of a Temporal server when it cannot connect', async () => {
    const connecting = Connection.connect({ address: 'localhost:7233', connectTimeout: 300 });
    await expect(connecting).rejects.toThrow(ServiceError);
    await expect(connecting).rejects.toThrow('localhost:7233 is the port of a Temporal server');
  });

  it('says so when the connection is of another package', () => {
    expect(() => bridgeOf({ workflowService: {} })).toThrow('not made by Perdure');
  });
});
