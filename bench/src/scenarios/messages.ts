import { inFlight } from '../measure';
import { row } from '../result';
import { add, counter, finish, poke, poked } from '../workflows';
import type { Scenario } from './context';

/** Round trips to one warm workflow: a signal until a query sees it, a query, an update. */
export const messagesScenario: Scenario = {
  name: 'messages',
  async run({ client, taskQueue, newId, quick }) {
    const total = quick ? 100 : 500;
    const handle = await client.workflow.start(counter, { taskQueue, workflowId: newId() });
    await handle.query(poked);
    const query = await inFlight(1, total, () => handle.query(poked));
    const update = await inFlight(1, total, () => handle.executeUpdate(add, { args: [1] }));
    const signal = await inFlight(1, total, async () => {
      await handle.signal(poke);
      await handle.query(poked);
    });
    await handle.signal(finish);
    await handle.result();
    return [
      row('query-round-trip', 1, query),
      row('update-round-trip', 1, update),
      row('signal-and-query-round-trip', 1, signal),
    ];
  },
};
