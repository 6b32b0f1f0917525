import assert from 'node:assert/strict';
import { isGrpcDeadlineError } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { withClient } from '../../../support/with-worker';
import { queried } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const handle = await client.workflow.start(queried, named(env, 'queried'));
    const error = await rejection(client.withDeadline(Date.now() + 300, () => handle.query('any')));
    assert.ok(isGrpcDeadlineError(error));
    await handle.terminate('nobody came');
  });
}
