import { MeshFlow } from '@perdure/mesh';
import { waitFor } from '@perdure/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as activitiesClient from './readme/activities/client';
import * as activitiesWorker from './readme/activities/worker';
import * as collationSignal from './readme/collation/signal';
import * as collationWorker from './readme/collation/worker';
import { connection } from './readme/connection';
import { diagnosed } from './readme/recurring/activities';
import * as recurringClient from './readme/recurring/client';
import * as recurringInterrupt from './readme/recurring/interrupt';
import * as recurringWorker from './readme/recurring/worker';
import * as signalClient from './readme/signal/client';
import * as signalSignal from './readme/signal/signal';
import * as signalWorker from './readme/signal/worker';
import { quiet } from './support/flow-place';

beforeAll(quiet);
afterEach(() => MeshFlow.Worker.shutdown());
afterAll(() => MeshFlow.shutdown());

describe("the README's examples of MeshFlow", () => {
  it('orchestrate unpredictable activities', { timeout: 60_000 }, async () => {
    await activitiesWorker.run();
    expect(await activitiesClient.run()).toEqual(['Hello, HotMesh!', '¡Hola, HotMesh!']);
  });

  it('pause and wait for a signal', async () => {
    await signalWorker.run();
    await signalClient.run();
    expect(await signalSignal.run()).toEqual({ hello: 'world' });
  });

  it('wait for multiple signals (collation)', async () => {
    // The README gives both examples the same names: the one before has ended, and its id is free after a second.
    await collationWorker.run();
    await waitFor(() => signalClient.run().then(() => true));
    expect(await collationSignal.run()).toEqual([true, 12345]);
  });

  it('create a recurring, cyclical workflow, and cancel it', async () => {
    await recurringWorker.run();
    await recurringClient.run();
    await waitFor(() => diagnosed.length > 0);
    expect(await recurringInterrupt.run()).toBe('myRecurring123');
    const handle = await new MeshFlow.Client({ connection }).getHandle({ workflowId: 'myRecurring123' });
    await expect(handle.result()).rejects.toMatchObject({ code: 410 });
    expect(diagnosed).toEqual([55]);
  });
});
