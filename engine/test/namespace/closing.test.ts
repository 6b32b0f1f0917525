import { expect, it } from 'vitest';
import { onEachStore } from './scene';

onEachStore('a connection that is closed', (scene) => {
  it('ends the waits on it, and begins no new ones', async () => {
    const other = await scene().otherProcess();
    const { runId } = await scene().start();
    const target = { workflowId: 'w', runId, topic: 'close' };
    const wait = (): Promise<unknown> => other.waits.until(target, 'the end', (message) => message);
    const waiting = wait();
    const ended = expect(waiting).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await other.close();
    await ended;
    await expect(wait()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
