import { getClient } from '@perdure/activity';
import { bridgeOf } from '@perdure/client/lib/connect/bridge';
import type { EngineClient } from '@perdure/engine';

/** The engine of the worker whose step is being taken, in its namespace. */
export async function recordEngine(): Promise<EngineClient> {
  const { connection, options } = getClient();
  return await bridgeOf(connection).client(options.namespace);
}
