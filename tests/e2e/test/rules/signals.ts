import { ApplicationFailure } from '@perdure/client';
import { expect, it } from 'vitest';
import type { Rules } from '../support/rules';
import { causeOf } from '../support/scene';
import * as workflows from '../workflows/signals';

export const signals: Rules = (scene) => {
  it('wait for their handler in order, and are handled before the statement after setHandler', async () => {
    const handle = await scene().start(workflows.lateHandler);
    await handle.signal(workflows.early, 1);
    await handle.signal(workflows.other, 2);
    await handle.signal(workflows.early, 3);
    await handle.signal(workflows.other, 4);
    await handle.signal(workflows.finish);
    expect(await handle.result()).toEqual([
      'early 1',
      'early 3',
      'next statement',
      'default other 2',
      'default other 4',
    ]);
  });

  it('that nobody handles are no error and no warning', async () => {
    const handle = await scene().start(workflows.ignoresSignals);
    await handle.signal(workflows.early, 1);
    await handle.signal(workflows.finish);
    expect(await handle.result()).toBe('done');
    expect(
      scene()
        .logs(handle)
        .filter(({ level }) => level === 'WARN'),
    ).toEqual([]);
  });

  it('fail the workflow when their handler throws a TemporalFailure', async () => {
    const handle = await scene().start(workflows.faultySignal);
    await handle.signal(workflows.faulty, 'failure');
    const cause = await causeOf(handle.result());
    expect(cause).toBeInstanceOf(ApplicationFailure);
    expect(cause.message).toBe('thrown by a signal handler');
  });

  it('fail the workflow task, not the workflow, when their handler throws anything else', async () => {
    const handle = await scene().start(workflows.faultySignal);
    await handle.signal(workflows.faulty, 'error');
    expect(await scene().taskFailureOf(handle)).toBe('not a failure of Temporal');
  });

  it('are never lost while the last workflow task completes', async () => {
    const handle = await scene().start(workflows.collectsSignals);
    const values = Array.from({ length: 20 }, (_, index) => index);
    for (const value of values) await handle.signal(workflows.early, value);
    await handle.signal(workflows.finish);
    expect(await handle.result()).toEqual(values);
  });
};
