import { expect, it } from 'vitest';
import type { Command } from '../../src/model/command';
import type { Payload, PayloadMap } from '../../src/model/payload';
import type { AttributeType } from '../../src/model/search-attribute';
import { listExecutions } from '../../src/visibility/list';
import { complete } from './commands';
import { onEachStore } from './scene';
import { code } from './scripted-worker';

function typed(type: AttributeType, value: unknown): Payload {
  return { encoding: 'json/plain', data: JSON.stringify(value), metadata: { type } };
}

function upsert(searchAttributes: PayloadMap): Command {
  return { kind: 'upsertSearchAttributes', searchAttributes };
}

const REMOVED: Payload = { encoding: 'json/plain', data: 'null' };

onEachStore('search attributes', (scene) => {
  const listed = async (query: string): Promise<string[]> => {
    const { executions } = await listExecutions(scene().namespace.store, { kind: 'workflow', query });
    return executions.map(({ workflowId }) => workflowId);
  };
  const failures = async () => (await scene().history()).filter(({ type }) => type === 'WorkflowTaskFailed');

  it('of the start and of upserts are found by, the latest value only', async () => {
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: () => [upsert({ Step: typed('Int', 2), City: REMOVED, Tag: typed('Keyword', 'new') })],
          signalWorkflow: () => [complete('done')],
        })),
      },
    });
    await scene().start({ searchAttributes: { Step: typed('Int', 1), City: typed('Keyword', 'Bern') } });
    await scene().until(async () => (await listed('Step = 2')).length === 1);
    expect(await listed('Step = 1')).toEqual([]);
    expect(await listed("City = 'Bern'")).toEqual([]);
    expect(await listed("Tag = 'new' AND City IS NULL AND ExecutionStatus = 'Running'")).toHaveLength(1);
    await scene().signal('end');
    await scene().closing();
    expect(await listed("Step = 2 AND ExecutionStatus = 'Completed'")).toHaveLength(1);
    expect(await listed("ExecutionStatus = 'Running'")).toEqual([]);
  });

  it('of another type than the name has fail the workflow task, and nothing of it is written', async () => {
    let mistaken = true;
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: () => [
            upsert({ Step: mistaken ? typed('Keyword', 'two') : typed('Int', 2) }),
            complete('done'),
          ],
        })),
      },
    });
    await scene().start({ searchAttributes: { Step: typed('Int', 1) } });
    await scene().until(async () => (await failures()).length > 0);
    expect(await failures()).toMatchObject([
      {
        cause: 'BAD_SEARCH_ATTRIBUTES',
        failure: {
          message: expect.stringContaining('Step is of type Int and was given a value of type Keyword') as string,
        },
      },
    ]);
    expect(await listed('Step = 1')).toHaveLength(1);
    mistaken = false;
    await scene().closing();
    expect(await listed('Step = 2')).toHaveLength(1);
  });

  it.each([
    ['a number that is none, from a client that said its type', typed('Double', NaN), 'no Double'],
    ['an invalid date', typed('Datetime', new Date(NaN)), 'no Datetime'],
    ['a number that is none, in a list without a type', { encoding: 'json/plain', data: '[null]' }, 'is none'],
  ] as const)('with %s fail the workflow task and remove nothing', async (_what, lost, message) => {
    let mistaken = true;
    scene().worker({
      scripts: {
        wf: code(() => ({
          initializeWorkflow: () => [upsert({ Step: mistaken ? lost : typed('Int', 2) }), complete('done')],
        })),
      },
    });
    await scene().start({ searchAttributes: { Step: typed('Int', 1) } });
    await scene().until(async () => (await failures()).length > 0);
    expect(await failures()).toMatchObject([
      { cause: 'BAD_SEARCH_ATTRIBUTES', failure: { message: expect.stringContaining(message) as string } },
    ]);
    expect(await listed('Step = 1')).toHaveLength(1);
    mistaken = false;
    await scene().closing();
    expect(await listed('Step = 2')).toHaveLength(1);
  });

  it.each([
    [
      'that the system sets',
      { StartTime: typed('Datetime', '2025-01-01T00:00:00Z') },
      "StartTime attribute can't be set",
    ],
    ['that do not fit their type', { Step: typed('Int', 'three') }, 'is not of type Int'],
    ['that JSON has lost', { Step: typed('Double', Infinity) }, 'NaN, an infinite number, an invalid date'],
    ['that are too long', { Name: typed('Keyword', 'x'.repeat(3_000)) }, 'at most 2048 are allowed'],
  ] as const)('%s are refused before anything is written', async (_what, searchAttributes, message) => {
    await expect(scene().start({ searchAttributes })).rejects.toThrow(message);
    expect(await listed('')).toEqual([]);
  });
});
