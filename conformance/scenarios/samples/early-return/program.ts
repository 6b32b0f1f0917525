import assert from 'node:assert/strict';
import { type Client, WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { holdSeat, printer, printTicket } from './activities';
import { reserveSeat, seatHeld } from './workflows';

export async function run(env: Environment): Promise<void> {
  const options = { workflowsPath: require.resolve('./workflows'), activities: { holdSeat, printTicket } };
  await withWorker(env, options, async (client) => {
    await getsASeatAtOnce(env, client);
    await hearsThatThereIsNone(env, client);
  });
}

function reservation({ taskQueue }: Environment, workflowId: string, row: number) {
  return new WithStartWorkflowOperation(reserveSeat, {
    taskQueue,
    workflowId,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [row],
  });
}

async function getsASeatAtOnce(env: Environment, client: Client): Promise<void> {
  const workflowId = env.workflowId('row-4');
  const first = reservation(env, workflowId, 4);
  const seat = await client.workflow.executeUpdateWithStart(seatHeld, { startWorkflowOperation: first });
  assert.equal(seat, '4A');
  const handle = await first.workflowHandle();
  const { status, runId } = await handle.describe();
  assert.equal(status.name, 'RUNNING');

  const open = await env.until('the printer', () => printer.open.get('4A'));
  const again = reservation(env, workflowId, 4);
  assert.equal(await client.workflow.executeUpdateWithStart(seatHeld, { startWorkflowOperation: again }), '4A');
  assert.equal((await (await again.workflowHandle()).describe()).runId, runId);
  open();
  assert.equal(await handle.result(), 'ticket for 4A');
}

async function hearsThatThereIsNone(env: Environment, client: Client): Promise<void> {
  const operation = reservation(env, env.workflowId('row-12'), 12);
  const update = client.workflow.executeUpdateWithStart(seatHeld, { startWorkflowOperation: operation });
  await assert.rejects(update, (error) => {
    assert(error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure);
    assert.equal(error.cause.message, 'Row 12 is full');
    return true;
  });
  assert.equal(await (await operation.workflowHandle()).result(), 'no ticket');
}
