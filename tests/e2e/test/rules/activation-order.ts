import { expect, it } from 'vitest';
import { reportsOf } from '../support/activities';
import type { Rules } from '../support/rules';
import { eventTypes, until, withWorker } from '../support/scene';
import * as workflows from '../workflows/order';

export const activationOrder: Rules = (scene) => {
  it('signals and updates of one activation run before what was waited for, each a step at a time', async () => {
    await withWorker({}, async (own) => {
      const handle = await own.start(workflows.activationOrder);
      const tokens = await until('the activities', () => tokensOf(handle.workflowId));
      for (const worker of own.workers) await own.stop(worker);
      await handle.signal(workflows.orderSignal, 'signal1');
      const update1 = await own.admit(handle, 'orderUpdate', ['update1']);
      await handle.signal(workflows.orderSignal, 'signal2');
      const update2 = await own.admit(handle, 'orderUpdate', ['update2']);
      for (const token of tokens) await own.client.activity.complete(token as Uint8Array, undefined);
      await own.worker();
      await Promise.all([update1.result(), update2.result()]);
      expect(await handle.result()).toEqual([
        ...['signal1.sync', 'signal2.sync', 'update1.sync', 'update2.sync'],
        ...['signal1.1', 'signal2.1', 'update1.1', 'update2.1'],
        ...['activity1.1', 'activity2.1'],
      ]);
    });
  });

  it('conditions that come true together continue in the order of their registration', async () => {
    const handle = await scene().start(workflows.conditionOrder);
    await handle.signal(workflows.orderSignal, '');
    expect(await handle.result()).toEqual(['first', 'second', 'third']);
  });

  it('a condition with a timeout says whether it came true in time', async () => {
    expect(await scene().execute(workflows.conditionTimeouts)).toEqual([false, true, true]);
  });

  it('a signal that comes with the start waits for its handler', async () => {
    const handle = await scene().client.workflow.signalWithStart(workflows.beforeTheFirstStatement, {
      ...scene().fresh('beforeTheFirstStatement'),
      signal: workflows.orderSignal,
      signalArgs: ['with the start'],
    });
    expect(await handle.result()).toEqual(['main', 'with the start', 'after setHandler']);
    expect((await eventTypes(handle)).slice(0, 2)).toEqual(['workflowExecutionStarted', 'workflowExecutionSignaled']);
  });
};

function tokensOf(workflowId: string): unknown[] | undefined {
  const reports = reportsOf(workflowId);
  return reports.length === 2 ? reports : undefined;
}
