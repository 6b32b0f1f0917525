import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Client, WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import { EncryptionCodec } from './encryption-codec';
import { addSymptom, consult, symptoms } from './workflows';

/** The same in every process. Real keys come from where keys are kept. */
const keyFrom = (words: string): Buffer => createHash('sha256').update(words).digest();
const keys = { spring: keyFrom('a key for spring'), summer: keyFrom('a key for summer') };

const dataConverter = { payloadCodecs: [new EncryptionCodec(keys, 'summer')] };
const workflowsPath = require.resolve('./workflows');

export const replay = { workflowsPath, dataConverter };

export async function run(env: Environment): Promise<void> {
  const clientConverter = { payloadCodecs: [new EncryptionCodec(keys, 'spring')] };
  const options = { workflowsPath, activities, dataConverter, clientOptions: { dataConverter: clientConverter } };
  await withWorker(env, options, async (client) => {
    await isNotReadable(env, client);
    await failsInTheClear(env, client);
  });
}

function begin({ taskQueue }: Environment, client: Client, workflowId: string) {
  return client.workflow.start(consult, { taskQueue, workflowId, args: ['secret-Ann'], memo: { ward: 'secret-ward' } });
}

async function isNotReadable(env: Environment, client: Client): Promise<void> {
  const handle = await begin(env, client, env.workflowId('ill'));
  assert.deepEqual(await handle.query(symptoms), []);
  await handle.signal(addSymptom, 'secret-rash');
  assert.deepEqual(await handle.query(symptoms), ['secret-rash']);
  await handle.signal(addSymptom, 'secret-fever');
  assert.equal(await handle.result(), 'secret-measles of secret-Ann');
  assert.deepEqual((await handle.describe()).memo, { ward: 'secret-ward' });

  const stored = textsOf(await handle.fetchHistory());
  assert(stored.some((text) => text.includes('binary/encrypted')));
  assert.deepEqual(
    stored.filter((text) => text.includes('secret')),
    [],
  );
  const { connection } = client;
  const blind = new Client({ connection, namespace: env.namespace });
  await assert.rejects(blind.workflow.getHandle(handle.workflowId).result(), /Unknown encoding: binary\/encrypted/);
}

async function failsInTheClear(env: Environment, client: Client): Promise<void> {
  const handle = await begin(env, client, env.workflowId('healthy'));
  assert.deepEqual(await handle.query(symptoms), []);
  await handle.signal(addSymptom, 'a cough');
  assert.deepEqual(await handle.query(symptoms), ['a cough']);
  await handle.signal(addSymptom, 'no cough');
  await assert.rejects(handle.result(), (error) => {
    assert(error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure);
    assert.deepEqual(error.cause.details, ['secret-detail']);
    return true;
  });
  assert(textsOf(await handle.fetchHistory()).every((text) => !text.includes('secret-detail')));
}

/** Every text and every run of bytes in there. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('latin1')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
