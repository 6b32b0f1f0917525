import { LIMITS } from '@perdure/engine/lib/limits';
import { expect, it } from 'vitest';
import { eventsOf, rejection, withWorker } from '../support/scene';
import * as workflows from '../workflows/chains';

const writable = LIMITS as { -readonly [Name in keyof typeof LIMITS]: number };

it('a run whose history passes the limit is terminated, and says why', async () => {
  const before = LIMITS.historyEvents;
  writable.historyEvents = 60;
  try {
    await withWorker({}, async (scene) => {
      const handle = await scene.start(workflows.neverContinues);
      expect((await rejection(handle.result())).message).toBe('Workflow history count exceeds limit.');
      expect((await handle.describe()).status.name).toBe('TERMINATED');
      // The task that went too far has its Scheduled and Started events; the end follows.
      expect((await eventsOf(handle)).length).toBeLessThan(70);
    });
  } finally {
    writable.historyEvents = before;
  }
});
