/** Lists, counts and search attributes through the public client; no worker is needed. */
import { Client, Connection, ServiceError, isGrpcDeadlineError } from '@perdure/client';
import { defineSearchAttributeKey } from '@perdure/common';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const city = defineSearchAttributeKey('City', 'KEYWORD');
const amount = defineSearchAttributeKey('Amount', 'INT');
const share = defineSearchAttributeKey('Share', 'DOUBLE');
const due = defineSearchAttributeKey('Due', 'DATETIME');

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe.each([
  ['the embedded store', () => `memory://${freshNamespace('lists')}`],
  ['Redis', testRedisUrl],
])('on %s', (_name, address) => {
  let connection: Connection;
  let client: Client;
  const ids = ['w-0', 'w-1', 'w-2', 'w-3', 'w-4', 'w-5'];
  const list = (query?: string, pageSize?: number) => collect(client.workflow.list({ query, pageSize }));

  beforeAll(async () => {
    connection = await Connection.connect({ address: address() });
    client = new Client({ connection, namespace: freshNamespace('lists') });
    for (const [index, workflowId] of ids.entries()) {
      const handle = await client.workflow.start(index % 2 === 0 ? 'even' : 'odd', {
        workflowId,
        taskQueue: 'nobody-polls',
        memo: { index },
        typedSearchAttributes: [
          { key: city, value: index < 3 ? 'Bern' : 'Oslo' },
          { key: amount, value: index },
          { key: due, value: new Date(Date.UTC(2025, 0, index + 1)) },
        ],
      });
      if (index === 5) await handle.terminate('done');
    }
  });
  afterAll(async () => connection.close());

  it('lists what a filter selects with all that is known of it', async () => {
    const found = await list("City = 'Bern' AND WorkflowType = 'even'");
    expect(found.map(({ workflowId }) => workflowId).sort()).toEqual(['w-0', 'w-2']);
    const first = found.find(({ workflowId }) => workflowId === 'w-2');
    expect(first).toMatchObject({
      workflowId: 'w-2',
      type: 'even',
      taskQueue: 'nobody-polls',
      status: { code: 1, name: 'RUNNING' },
      memo: { index: 2 },
      historyLength: 2,
      searchAttributes: { City: ['Bern'], Amount: [2], Due: [new Date(Date.UTC(2025, 0, 3))] },
    });
    expect(first?.typedSearchAttributes.get(due)).toEqual(new Date(Date.UTC(2025, 0, 3)));
    expect(first?.closeTime).toBeUndefined();
    expect((await list("ExecutionStatus = 'Terminated'"))[0]?.closeTime).toBeInstanceOf(Date);
  });

  it('reads page after page', async () => {
    const found = await list('Amount < 5', 2);
    expect(found.map(({ workflowId }) => workflowId).sort()).toEqual(['w-0', 'w-1', 'w-2', 'w-3', 'w-4']);
    const starts = found.map(({ startTime }) => startTime.getTime());
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
  });

  it('counts, in groups as well', async () => {
    expect(await client.workflow.count()).toEqual({ count: 6, groups: [] });
    expect(await client.workflow.count('Amount >= 4 GROUP BY ExecutionStatus')).toEqual({
      count: 2,
      groups: [
        { count: 1, groupValues: [['Running']] },
        { count: 1, groupValues: [['Terminated']] },
      ],
    });
  });

  it('fetches the histories of what it lists', async () => {
    const histories = client.workflow
      .list({ query: "WorkflowType = 'odd'" })
      .intoHistories({ concurrency: 2, bufferLimit: 1 });
    const found = await collect(histories);
    expect(found.map(({ workflowId }) => workflowId).sort()).toEqual(['w-1', 'w-3', 'w-5']);
    expect(found.every(({ history }) => ((history as { events?: unknown[] }).events ?? []).length > 0)).toBe(true);
  });

  it('says where a filter is wrong', async () => {
    const error = await list("Cty = 'Bern'").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ServiceError);
    expect(String(error)).toMatch(/Failed to list workflows: invalid query at column 1: Cty .* did you mean City\?/);
    await expect(client.workflow.count('Amount LIKE 3')).rejects.toThrow(
      /column 8: found LIKE, expected one of =, !=, <, <=, >, >=, BETWEEN, IN, STARTS_WITH, IS, NOT/,
    );
  });

  it.each(['Amount = NaN', 'Amount > Infinity', "Due > 'Invalid Date'", "StartTime < 'NaN'", 'Due = NaN'])(
    'refuses the filter %s',
    async (query) => {
      const error = await list(query).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ServiceError);
      expect(String(error)).toMatch(/invalid query at column \d+: /);
    },
  );

  it.each([
    ['NaN', { typedSearchAttributes: [{ key: share, value: NaN }] }],
    ['an infinite number', { typedSearchAttributes: [{ key: share, value: -Infinity }] }],
    ['an invalid date', { typedSearchAttributes: [{ key: due, value: new Date(NaN) }] }],
    ['NaN without a type', { searchAttributes: { Share: [NaN] } }],
    ['an invalid date without a type', { searchAttributes: { Due: [new Date('no date')] } }],
  ])('refuses %s as a value before anything is written', async (_what, attributes) => {
    const options = { workflowId: 'valueless', taskQueue: 'nobody-polls', ...attributes };
    const action = { type: 'startWorkflow', workflowType: 'even', ...options } as const;
    const schedule = { scheduleId: 'valueless', spec: {} };
    const calls = [
      client.workflow.start('even', options),
      client.workflow.signalWithStart('even', { ...options, signal: 's' }),
      client.schedule.create({ ...schedule, action }),
      client.schedule.create({ ...schedule, ...attributes, action: { ...action, workflowId: 'w' } }),
    ];
    for (const call of calls) {
      await expect(call).rejects.toThrow(/BadSearchAttributes: search attribute (Share|Due) has a value that is no/);
    }
    await expect(client.workflow.getHandle('valueless').describe()).rejects.toThrow('not found');
    await expect(client.schedule.getHandle('valueless').describe()).rejects.toThrow();
  });

  it('keeps to the deadline of its caller', async () => {
    const error = await client.withDeadline(1, () => list()).catch((reason: unknown) => reason);
    expect(isGrpcDeadlineError(error) || isGrpcDeadlineError((error as Error).cause)).toBe(true);
  });

  it('refuses a value of another type than the attribute has, before anything is written', async () => {
    const key = defineSearchAttributeKey('Amount', 'KEYWORD');
    const start = client.workflow.start('even', {
      workflowId: 'mistyped',
      taskQueue: 'nobody-polls',
      typedSearchAttributes: [{ key, value: '3' }],
    });
    await expect(start).rejects.toThrow('BadSearchAttributes: search attribute Amount is of type Int');
    expect(await client.workflow.count("WorkflowId = 'mistyped'")).toMatchObject({ count: 0 });
    await expect(client.workflow.getHandle('mistyped').describe()).rejects.toThrow('not found');
  });
});
