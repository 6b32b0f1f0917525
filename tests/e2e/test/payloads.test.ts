import { fileURLToPath } from 'node:url';
import { type WorkflowClientInterceptor, ApplicationFailure, type WorkflowFailedError } from '@perdure/client';
import { testRedisUrl } from '@perdure/testkit';
import type { ActivityInterceptors } from '@perdure/worker';
import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rejection, Scene, TASK_QUEUE, workflowsPath } from './support/scene';
import * as local from './workflows/local-activities';
import * as headers from './workflows/headers';
import * as workflows from './workflows/payloads';

const SECRET = 'tell-nobody';

/** Turns the bytes around and wraps the encoding, so that nothing can be read without it. */
class TurningCodec implements PayloadCodec {
  async encode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.resolve(
      payloads.map(({ metadata, data }) => ({
        metadata: { encoding: Buffer.from('binary/turned'), was: metadata?.['encoding'] ?? new Uint8Array() },
        data: Uint8Array.from(data ?? []).map((byte) => byte ^ 0xff),
      })),
    );
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.resolve(
      payloads.map(({ metadata, data }) => ({
        metadata: { encoding: metadata?.['was'] ?? new Uint8Array() },
        data: Uint8Array.from(data ?? []).map((byte) => byte ^ 0xff),
      })),
    );
  }
}

const headersPath = fileURLToPath(new URL('./workflows/headers.ts', import.meta.url));
const failureConverterPath = fileURLToPath(new URL('./support/encoded-failures.ts', import.meta.url));

describe.each([undefined, 0])('9.16 with a codec and encoded failures, maxCachedWorkflows %s', (maxCachedWorkflows) => {
  let scene: Scene;
  beforeAll(async () => {
    const dataConverter = { payloadCodecs: [new TurningCodec()], failureConverterPath };
    scene = await Scene.open({ dataConverter, maxCachedWorkflows, workflowsPath });
    await scene.worker();
  });
  afterAll(() => scene.close());

  it('every payload arrives, and none can be read in the history or in Redis', async () => {
    const handle = await scene.start(workflows.manyPaths, [SECRET], { memo: { given: SECRET } });
    expect(await handle.query(workflows.secretQuery, SECRET)).toBe(`${SECRET} answered`);
    expect(await handle.executeUpdate(workflows.secretUpdate, { args: [SECRET] })).toBe(`${SECRET} updated`);
    await handle.signal(workflows.secretSignal, SECRET);

    const error = (await rejection(handle.result())) as WorkflowFailedError;
    expect(error.cause).toBeInstanceOf(ApplicationFailure);
    expect(error.cause?.message).toBe(SECRET);
    expect((error.cause as ApplicationFailure).details).toEqual([
      {
        argument: SECRET,
        memo: { given: SECRET },
        signal: SECRET,
        update: SECRET,
        activity: SECRET,
        heartbeat: { row: 5 },
        child: `child of ${SECRET}`,
        upserted: { given: SECRET, upserted: SECRET },
        failure: { message: SECRET, details: [SECRET] },
      },
    ]);
    const last = scene.client.workflow.getHandle(handle.workflowId);
    expect((await last.describe()).memo).toEqual({ given: SECRET });
    const first = scene.client.workflow.getHandle(handle.workflowId, (handle as never as Run).firstExecutionRunId);
    for (const run of [first, last]) expect(historyToJSON(await run.fetchHistory())).not.toContain(base64(SECRET));
    expect(historyToJSON(await last.fetchHistory())).toContain('Encoded failure');
    expect(await readable(scene.namespace)).toEqual([]);
  });

  it('arguments, results and failures of local activities are encoded as well', async () => {
    const options = { startToCloseTimeout: '30 seconds', retry: { maximumAttempts: 1 } } as const;
    const handle = await scene.start(local.callsLocal, ['echo', [SECRET], options]);
    expect(await handle.result()).toBe(SECRET);
    const failing = await scene.start(local.callsLocal, ['fails', [SECRET, 'Kind', true, [SECRET]], options]);
    expect(await failing.result()).toMatchObject({ message: SECRET });
    for (const run of [handle, failing]) {
      const history = historyToJSON(await run.fetchHistory());
      expect(history).toContain('core_local_activity');
      expect(history).not.toMatch(new RegExp(`${SECRET}|${base64(SECRET)}`));
    }
  });

  it('headers travel from the client to the activity; codecs never see them, as in Temporal', async () => {
    const inActivity: unknown[] = [];
    const carries: WorkflowClientInterceptor = {
      start: (input, next) => next({ ...input, headers: { secret: defaultPayloadConverter.toPayload(SECRET) } }),
    };
    const reads: ActivityInterceptors = {
      inbound: {
        execute: (input, next) => {
          const { secret } = input.headers;
          inActivity.push(secret && defaultPayloadConverter.fromPayload(secret));
          return next(input);
        },
      },
    };
    const own = await Scene.open({
      dataConverter: { payloadCodecs: [new TurningCodec()] },
      maxCachedWorkflows,
      workflowsPath: headersPath,
      interceptors: { workflowModules: [headersPath], activity: [() => reads] },
      clientOptions: { interceptors: { workflow: [carries] } },
    });
    try {
      await own.worker();
      expect(await own.execute(headers.seesHeader)).toBe(SECRET);
      expect(inActivity).toEqual([SECRET]);
      expect(await readable(own.namespace)).toHaveLength(1);
    } finally {
      await own.close();
    }
  });

  it('a start is refused whose codec fails', async () => {
    const broken: PayloadCodec = {
      encode: () => Promise.reject(new Error('no key')),
      decode: () => Promise.reject(new Error('no key')),
    };
    const alone = await Scene.open({ dataConverter: { payloadCodecs: [broken] } });
    try {
      await expect(
        alone.client.workflow.start('secretChild', { taskQueue: TASK_QUEUE, workflowId: 'w', args: ['x'] }),
      ).rejects.toThrow('no key');
    } finally {
      await alone.close();
    }
  });
});

interface Run {
  firstExecutionRunId: string;
}

const base64 = (text: string): string => Buffer.from(`"${text}"`).toString('base64');

/** Keys of a namespace whose value contains the secret, as it is or as base64. */
async function readable(namespace: string): Promise<string[]> {
  const redis = new Redis(testRedisUrl());
  try {
    const found: string[] = [];
    for (const key of await redis.keys(`*${namespace}*`)) {
      const dump = await redis.dumpBuffer(key);
      if (dump?.includes(SECRET) || dump?.includes(base64(SECRET))) found.push(key);
    }
    return found;
  } finally {
    redis.disconnect();
  }
}
