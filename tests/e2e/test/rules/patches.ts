import { expect, it } from 'vitest';
import type { Rules } from '../support/rules';
import { eventTypes } from '../support/scene';
import * as workflows from '../workflows/patches';

export const patches: Rules = (scene) => {
  it('decide once for each id, and leave one marker', async () => {
    const handle = await scene().start(workflows.patchedOnce);
    expect(await handle.result()).toEqual([true, true, true, true]);
    expect((await eventTypes(handle)).filter((type) => type === 'markerRecorded')).toHaveLength(3);
    const { searchAttributes } = await handle.describe();
    expect(searchAttributes['TemporalChangeVersion']).toEqual(expect.arrayContaining(['a', 'b']));
  });

  it('that a run meets for the first time are taken', async () => {
    const handle = await scene().start(workflows.patchedLater);
    await handle.signal(workflows.goOn);
    expect(await handle.result()).toEqual([true, false]);
  });
};
