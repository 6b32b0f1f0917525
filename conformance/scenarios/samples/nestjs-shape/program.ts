import assert from 'node:assert/strict';
import type { Environment } from '../../environment';
import { createApplication } from './application';

export async function run({ address, namespace, taskQueue, workflowId }: Environment): Promise<void> {
  const application = await createApplication({ address, namespace, taskQueue });
  try {
    const { card } = await application.controller.post(workflowId('card'), 'Ann');
    assert.equal(card, 'card 7 for Ann');
    assert.equal(application.readers.names.get(7), 'Ann');
  } finally {
    await application.close();
  }
}
