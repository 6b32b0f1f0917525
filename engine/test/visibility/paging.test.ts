/** Pages while executions come, change and go. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countExecutions } from '../../src/visibility/count';
import { listExecutions } from '../../src/visibility/list';
import { end, type Person, settle } from './population';
import { STORES, type TestStore } from './stores';

function person(workflowId: string): Person {
  return { workflowId, runId: `run-of-${workflowId}`, type: 'order', queue: 'q', status: 'RUNNING', attributes: {} };
}

describe.each(STORES)('pages on %s', (_name, open) => {
  let opened: TestStore;
  beforeEach(async () => {
    opened = await open();
    for (let n = 0; n < 20; n++) {
      await settle(opened.store, person(`w-${n}`));
      await opened.pass(2);
    }
  });
  afterEach(() => opened.store.close());

  const page = (query: string, pageToken?: string) =>
    listExecutions(opened.store, { kind: 'workflow', query, pageSize: 4, pageToken });

  it.each(['', "WorkflowType = 'order'", "WorkflowId STARTS_WITH 'w-'"])(
    'of "%s" show everything that was there throughout, once',
    async (query) => {
      const seen: string[] = [];
      let pageToken: string | undefined;
      let turn = 0;
      do {
        const reply = await page(query, pageToken);
        seen.push(...reply.executions.map(({ workflowId }) => workflowId));
        pageToken = reply.nextPageToken;
        // Some end, in front of the page and behind it, and new ones start.
        if (turn < 10) await end(opened.store, `w-${(turn * 7) % 20}`, 'COMPLETED');
        await settle(opened.store, person(`w-new-${turn++}`));
      } while (pageToken);
      const old = seen.filter((id) => !id.startsWith('w-new'));
      expect(old.sort()).toEqual(Array.from({ length: 20 }, (_, n) => `w-${n}`).sort());
      expect(new Set(seen).size).toBe(seen.length);
    },
  );

  it('never show what has left the filter as if it were still in it', async () => {
    const first = await page("ExecutionStatus = 'Running'");
    for (let n = 0; n < 20; n += 2) await end(opened.store, `w-${n}`, 'FAILED');
    const rest: string[] = [];
    for (let pageToken = first.nextPageToken; pageToken;) {
      const reply = await page("ExecutionStatus = 'Running'", pageToken);
      expect(reply.executions.every(({ statusName }) => statusName === 'RUNNING')).toBe(true);
      rest.push(...reply.executions.map(({ workflowId }) => workflowId));
      pageToken = reply.nextPageToken;
    }
    expect(rest.every((id) => Number(id.slice(2)) % 2 === 1)).toBe(true);
    expect((await countExecutions(opened.store, { kind: 'workflow', query: "ExecutionStatus = 'Failed'" })).count).toBe(
      10,
    );
  });

  it('have tokens that are good for their own query only', async () => {
    const { nextPageToken } = await page('');
    await expect(page("WorkflowType = 'order'", nextPageToken)).rejects.toThrow('does not belong to this query');
    await expect(page('', 'nonsense')).rejects.toThrow('does not belong to this query');
  });

  it('keep to their size', async () => {
    for (const pageSize of [-1, 1.5]) {
      await expect(listExecutions(opened.store, { kind: 'workflow', pageSize })).rejects.toThrow(
        'whole number from 1 to 1000',
      );
    }
    expect((await listExecutions(opened.store, { kind: 'workflow', pageSize: 5_000 })).executions).toHaveLength(20);
  });
});
