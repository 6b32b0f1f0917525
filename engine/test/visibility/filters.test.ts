/** Every filter answers what looking at each execution would, whatever way the index is used, in pages of any size. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttributeType } from '../../src/model/search-attribute';
import { RUN_STATUSES } from '../../src/model/status';
import type { ListedExecution } from '../../src/model/visibility';
import type { Store } from '../../src/store/contract';
import { countExecutions } from '../../src/visibility/count';
import { listExecutions } from '../../src/visibility/list';
import { type Person, settle } from './population';
import { STORES } from './stores';

const COUNT = 70;
const CITIES = ['Bern', 'Ber\u{1F600}', 'Ber\uFF5E', 'Bonn', 'Oslo', 'a b', "O'Hara"];

const people: Person[] = Array.from({ length: COUNT }, (_, n) => ({
  workflowId: `order-${n % 9}-${n}`,
  runId: `run-${(n * 37) % COUNT}`,
  type: n % 5 === 0 ? 'refund' : 'order',
  queue: `queue-${n % 3}`,
  status: RUN_STATUSES[n % RUN_STATUSES.length] as Person['status'],
  ...(n % 4 === 0 ? { parentId: `parent-${n % 8}` } : {}),
  ...(n % 6 === 0 ? { backoffMs: 60_000 } : {}),
  attributes: attributesOf(n),
}));

function attributesOf(n: number): Person['attributes'] {
  const all: Record<string, readonly [AttributeType, unknown]> = {
    City: ['Keyword', CITIES[n % CITIES.length]],
    Amount: ['Int', ((n * 7) % 50) - 20],
    Rate: ['Double', n / 8 - 2.5],
    Paid: ['Bool', n % 2 === 0],
    Due: ['Datetime', new Date(Date.UTC(2025, 0, 1 + (n % 20))).toISOString()],
    Tags: ['KeywordList', [`t${n % 3}`, `u${n % 4}`]],
    Note: ['Text', `Parcel ${n % 5}, to Street-${n % 6} NORTH`],
  };
  const names = Object.keys(all).filter((_, index) => (n + index) % 5 !== 0);
  return Object.fromEntries(names.map((name) => [name, all[name] as readonly [AttributeType, unknown]]));
}

/** A person with what the store added. */
type Seen = Person & { readonly startMs: number; readonly closedMs: number | undefined };
type Holds = (one: Seen) => boolean;

const value = (one: Seen, name: string): unknown => one.attributes[name]?.[1];
const has = (one: Seen, name: string): boolean => name in one.attributes;
const num = (one: Seen, name: string): number => (has(one, name) ? Number(value(one, name)) : NaN);
const day = (one: Seen): number => (has(one, 'Due') ? Date.parse(String(value(one, 'Due'))) : NaN);
const tags = (one: Seen): readonly string[] => (value(one, 'Tags') as string[] | undefined) ?? [];
const note = (one: Seen): string => (value(one, 'Note') as string | undefined) ?? '';
const city = (one: Seen): string | undefined => value(one, 'City') as string | undefined;

const filters: readonly (readonly [string, Holds])[] = [
  ['', () => true],
  ["WorkflowType = 'refund'", ({ type }) => type === 'refund'],
  ['WorkflowType != "refund"', ({ type }) => type !== 'refund'],
  ["ExecutionStatus = 'Running'", ({ status }) => status === 'RUNNING'],
  ["ExecutionStatus != 'Running'", ({ status }) => status !== 'RUNNING'],
  ["ExecutionStatus IN ('Canceled', 'TimedOut')", ({ status }) => status === 'CANCELLED' || status === 'TIMED_OUT'],
  [
    "ExecutionStatus NOT IN ('Canceled','ContinuedAsNew')",
    ({ status }) => status !== 'CANCELLED' && status !== 'CONTINUED_AS_NEW',
  ],
  ["TaskQueue = 'queue-1' AND WorkflowType = 'order'", ({ queue, type }) => queue === 'queue-1' && type === 'order'],
  ["TaskQueue = 'queue-1' or WorkflowType = 'refund'", ({ queue, type }) => queue === 'queue-1' || type === 'refund'],
  ["WorkflowId STARTS_WITH 'order-4-'", ({ workflowId }) => workflowId.startsWith('order-4-')],
  ["WorkflowId NOT STARTS_WITH 'order-4-'", ({ workflowId }) => !workflowId.startsWith('order-4-')],
  ["`WorkflowId` = 'order-1-1'", ({ workflowId }) => workflowId === 'order-1-1'],
  [
    "WorkflowId BETWEEN 'order-2' AND 'order-5'",
    ({ workflowId }) => workflowId >= 'order-2' && workflowId <= 'order-5',
  ],
  ["RunId = 'run-5'", ({ runId }) => runId === 'run-5'],
  ["RunId IN ('run-5', 'run-6', 'run-none')", ({ runId }) => runId === 'run-5' || runId === 'run-6'],
  ["RunId != 'run-5'", ({ runId }) => runId !== 'run-5'],
  ["ParentWorkflowId = 'parent-4'", ({ parentId }) => parentId === 'parent-4'],
  ['ParentWorkflowId IS NULL', ({ parentId }) => parentId === undefined],
  ['ParentWorkflowId is not null', ({ parentId }) => parentId !== undefined],
  ["RootWorkflowId = 'parent-0'", ({ parentId }) => parentId === 'parent-0'],
  ['CloseTime IS NULL', ({ closedMs }) => closedMs === undefined],
  ["CloseTime > '2020-01-01T00:00:00Z'", ({ closedMs }) => closedMs !== undefined],
  ["CloseTime < '2020-01-01'", () => false],
  ["StartTime > '2020-01-01T00:00:00.5+02:00'", () => true],
  ['StartTime > 1577836800000000000', () => true],
  ["ExecutionDuration < '1h'", ({ closedMs }) => closedMs !== undefined],
  ["ExecutionDuration > '00:59:00'", () => false],
  ['HistoryLength = 1', ({ status }) => status === 'RUNNING'],
  ['HistorySizeBytes > 10', () => true],
  ["City = 'Bern'", (one) => city(one) === 'Bern'],
  ["City != 'Bern'", (one) => city(one) !== 'Bern'],
  ["NOT City = 'Bern'", (one) => city(one) !== 'Bern'],
  ["NOT (City != 'Bern' OR Paid = true)", (one) => city(one) === 'Bern' && value(one, 'Paid') !== true],
  ["City STARTS_WITH 'Ber'", (one) => city(one)?.startsWith('Ber') === true],
  ["City = 'O''Hara' OR City = 'a b'", (one) => city(one) === "O'Hara" || city(one) === 'a b'],
  ["City IN ('Bonn','Oslo')", (one) => city(one) === 'Bonn' || city(one) === 'Oslo'],
  ['City IS NULL', (one) => !has(one, 'City')],
  ['City IS NOT NULL', (one) => has(one, 'City')],
  [
    "City > 'Bern' AND City <= 'Oslo'",
    (one) => ['Bonn', "O'Hara", 'Oslo', 'Ber\u{1F600}', 'Ber\uFF5E'].includes(String(city(one))),
  ],
  ['Amount = 8', (one) => num(one, 'Amount') === 8],
  ['Amount >= 8', (one) => num(one, 'Amount') >= 8],
  ['Amount < -4', (one) => num(one, 'Amount') < -4],
  ['Amount BETWEEN -5 AND 5', (one) => num(one, 'Amount') >= -5 && num(one, 'Amount') <= 5],
  ['Amount NOT BETWEEN -5 AND 5', (one) => !(num(one, 'Amount') >= -5 && num(one, 'Amount') <= 5)],
  ['Amount IN (1, 2, 3)', (one) => [1, 2, 3].includes(num(one, 'Amount'))],
  ['Rate > -1.25 and Rate <= 2.5e0', (one) => num(one, 'Rate') > -1.25 && num(one, 'Rate') <= 2.5],
  ['Paid = TRUE', (one) => value(one, 'Paid') === true],
  ['Paid != true', (one) => value(one, 'Paid') !== true],
  [
    "Due >= '2025-01-10T00:00:00Z' AND Due < '2025-01-15T00:00:00Z'",
    (one) => day(one) >= Date.UTC(2025, 0, 10) && day(one) < Date.UTC(2025, 0, 15),
  ],
  ["Tags = 't1'", (one) => tags(one).includes('t1')],
  ["Tags IN ('t1', 'u1')", (one) => tags(one).includes('t1') || tags(one).includes('u1')],
  ["Tags != 't1'", (one) => !tags(one).includes('t1')],
  ["Note = 'north'", (one) => has(one, 'Note')],
  ["Note = 'street 3'", (one) => /Street/.test(note(one))],
  ["Note = '3'", (one) => /\b3\b/.test(note(one))],
  ["Note != 'street'", (one) => !has(one, 'Note')],
  [
    "(City = 'Bern' OR Amount > 20) AND TaskQueue = 'queue-0'",
    (one) => (city(one) === 'Bern' || num(one, 'Amount') > 20) && one.queue === 'queue-0',
  ],
];

describe.each(STORES)('on %s', (_name, open) => {
  let store: Store;
  let seen: readonly Seen[] = [];

  beforeAll(async () => {
    const opened = await open();
    store = opened.store;
    for (const person of people) {
      await settle(store, person);
      await opened.pass(3);
    }
    const { executions } = await listExecutions(store, { kind: 'workflow' });
    seen = executions.map((execution) => ({
      ...personOf(execution),
      startMs: startOf(execution),
      closedMs: closedOf(execution),
    }));
  });
  afterAll(() => store.close());

  it('lists all of them, newest first', () => {
    expect(seen.map(({ runId }) => runId).sort()).toEqual(people.map(({ runId }) => runId).sort());
    const starts = seen.map(({ startMs }) => startMs);
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
  });

  it.each(filters)('%s', async (query, holds) => {
    const expected = seen.filter(holds).map(({ runId }) => runId);
    for (const pageSize of [1_000, 7]) expect(await all(query, pageSize), `pages of ${pageSize}`).toEqual(expected);
    expect(await countExecutions(store, { kind: 'workflow', query })).toEqual({ count: expected.length, groups: [] });
    const grouped = await countExecutions(store, { kind: 'workflow', query: `${query} GROUP BY ExecutionStatus` });
    const statuses = RUN_STATUSES.map((status) => ({
      status,
      count: seen.filter((one) => holds(one) && one.status === status).length,
    }));
    expect(grouped).toEqual({ count: expected.length, groups: statuses.filter(({ count }) => count > 0) });
  });

  it('starts are bounded to the millisecond', async () => {
    const [from, to] = [seen[40]?.startMs ?? 0, seen[20]?.startMs ?? 0];
    const query = `StartTime >= ${from}000000 AND StartTime < ${to}000000 AND TaskQueue = 'queue-2'`;
    const expected = seen.filter(({ startMs, queue }) => startMs >= from && startMs < to && queue === 'queue-2');
    expect(await all(query, 3)).toEqual(expected.map(({ runId }) => runId));
    expect((await countExecutions(store, { kind: 'workflow', query })).count).toBe(expected.length);
    const finer = `StartTime > ${from}500000 AND StartTime < ${to}500000`;
    const between = seen.filter(({ startMs }) => startMs > from && startMs <= to);
    expect(await all(finer, 1_000)).toEqual(between.map(({ runId }) => runId));
  });

  const orders: readonly (readonly [string, (one: Seen) => number | string | undefined, boolean])[] = [
    ['ORDER BY Amount', (one) => value(one, 'Amount') as number | undefined, false],
    ['ORDER BY Amount DESC', (one) => value(one, 'Amount') as number | undefined, true],
    [
      "WorkflowType = 'order' ORDER BY Rate DESC",
      (one) => (one.type === 'order' ? (value(one, 'Rate') as number) : undefined),
      true,
    ],
    ['ORDER BY CloseTime DESC', ({ closedMs }) => closedMs, true],
    ['ORDER BY HistoryLength ASC, WorkflowId DESC', ({ status }) => (status === 'RUNNING' ? 1 : 2), false],
  ];
  it.each(orders)('%s sorts, whatever the page', async (query, key, descending) => {
    const chosen = query.startsWith('WorkflowType') ? seen.filter(({ type }) => type === 'order') : seen;
    for (const pageSize of [1_000, 5]) {
      const found = await all(query, pageSize);
      expect([...found].sort()).toEqual(chosen.map(({ runId }) => runId).sort());
      const keys = found.map((runId) => key(seen.find((one) => one.runId === runId) as Seen));
      const present = keys.filter((one) => one !== undefined);
      expect(
        keys.slice(present.length).every((one) => one === undefined),
        'what has none comes last',
      ).toBe(true);
      const sorted = [...present].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(present).toEqual(descending ? sorted.reverse() : sorted);
    }
  });

  it('ORDER BY StartTime is the oldest first', async () => {
    const oldest = [...seen].reverse();
    expect(await all('ORDER BY StartTime ASC', 6)).toEqual(oldest.map(({ runId }) => runId));
    const some = oldest.filter(({ workflowId }) => workflowId.startsWith('order-3'));
    expect(await all("WorkflowId STARTS_WITH 'order-3' ORDER BY StartTime", 2)).toEqual(some.map(({ runId }) => runId));
  });

  async function all(query: string, pageSize: number): Promise<string[]> {
    const found: string[] = [];
    let pageToken: string | undefined;
    do {
      const reply = await listExecutions(store, { kind: 'workflow', query, pageSize, pageToken });
      expect(reply.executions.length).toBeLessThanOrEqual(pageSize);
      found.push(...reply.executions.map(({ runId }) => runId));
      pageToken = reply.nextPageToken;
    } while (pageToken);
    return found;
  }
});

function personOf({ runId }: ListedExecution): Person {
  return people.find((person) => person.runId === runId) as Person;
}

function startOf({ started }: ListedExecution): number {
  return started.timeMs;
}

function closedOf({ run }: ListedExecution): number | undefined {
  return run['closed'] === undefined ? undefined : Number(run['closed']);
}
