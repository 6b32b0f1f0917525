/** A hundred thousand executions: what a page looks at does not grow with how many there are. Counts, not times. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/contract';
import { RUN_STATUSES } from '../../src/model/status';
import { countExecutions } from '../../src/visibility/count';
import { listExecutions } from '../../src/visibility/list';
import { countingStore } from './counting-store';
import { type Person, settle } from './population';
import { LARGE_STORES, type OwnStore } from './stores';

const MANY = 100_000;
const AT_ONCE = 500;

function person(n: number): Person {
  return {
    workflowId: `order-${n}`,
    runId: `0190a3b2-7c4d-7e5f-8a9b-${String(n).padStart(12, '0')}`,
    type: `type-${n % 100}`,
    queue: `queue-${n % 10}`,
    status: n % 50 === 0 ? 'RUNNING' : (RUN_STATUSES[1 + (n % 6)] as Person['status']),
    attributes: n % 10 === 0 ? { Customer: ['Keyword', `c-${n % 5_000}`], Amount: ['Int', n] } : {},
  };
}

/** Filters, and how many they select. */
const FILTERS: readonly (readonly [string, number])[] = [
  ['', MANY],
  ["WorkflowId = 'order-77777'", 1],
  ["WorkflowId STARTS_WITH 'order-777'", 111],
  ["WorkflowId STARTS_WITH 'order-7'", 11_111],
  ["WorkflowType = 'type-42'", 1_000],
  ["TaskQueue = 'queue-3'", 10_000],
  ["ExecutionStatus = 'Running'", 2_000],
  ["ExecutionStatus IN ('Failed', 'TimedOut')", people((n) => n % 50 !== 0 && (n % 6 === 1 || n % 6 === 5))],
  ["Customer = 'c-70'", 20],
  ['Amount BETWEEN 500 AND 999', 50],
  ['Amount > 50000', 4_999],
  ['Customer IS NOT NULL', 10_000],
  ["StartTime > '2020-01-01T00:00:00Z'", MANY],
  ["WorkflowType = 'type-42' AND StartTime > '2020-01-01T00:00:00Z'", 1_000],
  [
    "Customer = 'c-70' AND WorkflowType = 'type-70' AND ExecutionStatus != 'Running'",
    people((n) => n % 5_000 === 70 && n % 50 !== 0),
  ],
  ["Customer = 'c-70' OR WorkflowId = 'order-1'", 21],
  ['Customer IS NOT NULL ORDER BY Amount DESC', 10_000],
  ['ORDER BY CloseTime DESC', MANY],
];

function people(holds: (n: number) => boolean): number {
  let count = 0;
  for (let n = 0; n < MANY; n++) if (holds(n)) count++;
  return count;
}

const PAGE = 50;
/** Entries and rows of one page. */
const BOUND = 3_000;
/** What many pass that lie close together is found by collecting all of them, at most twenty thousand. */
const CLOSE_TOGETHER = ["WorkflowId STARTS_WITH 'order-7'", 'Amount > 50000'];

describe.each(LARGE_STORES)('of 100,000 executions on %s', (_name, open) => {
  let counting: ReturnType<typeof countingStore>;
  let opened: OwnStore;
  let store: Store;

  beforeAll(async () => {
    opened = await open();
    store = opened.store;
    counting = countingStore(store);
    for (let from = 0; from < MANY; from += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => settle(store, person(from + index))));
    }
  }, 300_000);
  afterAll(() => opened.close());

  it.each(FILTERS)('a page of "%s" looks at few of them', async (query, count) => {
    counting.reset();
    const { executions, nextPageToken } = await listExecutions(counting.store, {
      kind: 'workflow',
      query,
      pageSize: PAGE,
    });
    expect(executions).toHaveLength(Math.min(PAGE, count));
    expect(nextPageToken !== undefined).toBe(count >= PAGE);
    const { calls, entries, rows, most } = counting.asked;
    if (CLOSE_TOGETHER.includes(query)) {
      expect(entries, JSON.stringify(counting.asked)).toBeLessThanOrEqual(20_000);
      return;
    }
    expect(most, 'of one call').toBeLessThanOrEqual(1_000);
    expect({ entries: entries < BOUND, rows: rows < BOUND, calls: calls < 20 }, JSON.stringify(counting.asked)).toEqual(
      {
        entries: true,
        rows: true,
        calls: true,
      },
    );
  });

  it('a count of what the index has reads nothing', async () => {
    for (const [query, count] of FILTERS.filter(([one]) => !/ AND | OR |ORDER/.test(one))) {
      counting.reset();
      expect(await countExecutions(counting.store, { kind: 'workflow', query })).toMatchObject({ count });
      expect({ query, ...counting.asked }).toMatchObject({ calls: 1, entries: 0, rows: 0 });
    }
  });

  it('a filter that hardly anything passes gives short pages and ends', async () => {
    let found = 0;
    let pages = 0;
    let pageToken: string | undefined;
    do {
      counting.reset();
      const page = await listExecutions(counting.store, { kind: 'workflow', query: 'HistorySizeBytes < 3', pageToken });
      expect(counting.asked.rows).toBeLessThanOrEqual(20_500);
      found += page.executions.length;
      pages++;
      pageToken = page.nextPageToken;
    } while (pageToken);
    expect({ found, pages: pages <= 7 }).toEqual({ found: 0, pages: true });
  });

  it('is refused to be sorted by what has no index', async () => {
    await expect(listExecutions(store, { kind: 'workflow', query: 'ORDER BY HistoryLength' })).rejects.toThrow(
      'selects too many executions to sort them',
    );
  });
});
