import { fileURLToPath } from 'node:url';
import { toTemporalJson } from '@perdure/engine';
import { bundleWorkflowCode, DefaultLogger, ReplayError, Runtime, Worker, type LogEntry } from '@perdure/worker';
import type { ReplayHistoriesIterable, ReplayResult, ReplayWorkerOptions } from '@perdure/worker';
import { DeterminismViolationError } from '@perdure/workflow';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { history, json, RUN_ID } from '../../../../engine/test/support/history';

const path = (name: string) => fileURLToPath(new URL(`./workflows/${name}.ts`, import.meta.url));
const workflowsPath = path('index');
const logged: LogEntry[] = [];

/** What `greeting` leaves behind, or another type or activity if so said. */
function greeted({ workflowType = 'greeting', activity = 'greet', runId = RUN_ID, name = 'Ann' } = {}) {
  const ids = { runId, originalExecutionRunId: runId, firstExecutionRunId: runId };
  const { events } = history()
    .started({ workflowType, input: [json(name)], ...ids })
    .task()
    .completed()
    .activityScheduled('1', activity)
    .add('ActivityTaskStarted', { scheduledEventId: 5, attempt: 1 })
    .add('ActivityTaskCompleted', { scheduledEventId: 5, result: [json('hello')] })
    .task();
  return JSON.parse(JSON.stringify(toTemporalJson(events))) as { events: object[] };
}

async function results(options: ReplayWorkerOptions, histories: ReplayHistoriesIterable): Promise<ReplayResult[]> {
  const all: ReplayResult[] = [];
  for await (const result of Worker.runReplayHistories(options, histories)) all.push(result);
  return all;
}

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('DEBUG', (entry) => logged.push(entry)) });
});
beforeEach(() => void logged.splice(0));

describe('a history', () => {
  const message = historyFromJSON(greeted());
  it.each([
    ['as parsed JSON', greeted()],
    ['as a protobuf message', message],
    ["as Temporal's tools write it", JSON.parse(historyToJSON(message)) as object],
  ])('is replayed %s', async (_form, given) => {
    await expect(Worker.runReplayHistory({ workflowsPath }, given)).resolves.toBeUndefined();
  });

  it('is replayed with a bundle', async () => {
    const workflowBundle = await bundleWorkflowCode({ workflowsPath });
    await expect(Worker.runReplayHistory({ workflowBundle }, greeted())).resolves.toBeUndefined();
  });

  it('that the code does not follow is a DeterminismViolationError that names the event', async () => {
    const replay = Worker.runReplayHistory({ workflowsPath }, greeted({ activity: 'wave' }));
    await expect(replay).rejects.toBeInstanceOf(DeterminismViolationError);
    await expect(replay).rejects.toThrow(
      /^Replay failed with a nondeterminism error\. .* Details: .*ActivityTaskScheduled of activity 'wave' \(id '1'\) at event 5/,
    );
  });

  it('whose code fails is a ReplayError', async () => {
    const replay = Worker.runReplayHistory({ workflowsPath }, greeted({ workflowType: 'failing' }));
    await expect(replay).rejects.toBeInstanceOf(ReplayError);
    await expect(replay).rejects.toThrow('Replay failed due workflow task failure. Details: a bug');
  });

  it('that cannot be read is a ReplayError that names the event', async () => {
    const { events } = greeted();
    const broken = {
      events: [...events.slice(0, 4), { ...events[4], eventType: 'EVENT_TYPE_NEXUS_OPERATION_STARTED' }],
    };
    const replay = Worker.runReplayHistory({ workflowsPath }, broken);
    await expect(replay).rejects.toBeInstanceOf(ReplayError);
    await expect(replay).rejects.toThrow(/Event 5 is NexusOperationStarted/);
  });

  it.each([
    [null, 'Expected a non-null history object, got null'],
    ['text', 'Expected a non-null history object, got string'],
    [{}, 'A history is an object with a list of `events`'],
  ])('that is %j is none', async (given, said) => {
    await expect(Worker.runReplayHistory({ workflowsPath }, given)).rejects.toThrow(said);
  });
});

describe('what happens around a replay', () => {
  const told: unknown[] = [];
  const sinks = {
    told: {
      always: { fn: (_info: unknown, what: unknown) => void told.push(what), callDuringReplay: true },
      live: { fn: () => void told.push('live') },
    },
  };
  beforeEach(() => void told.splice(0));

  it('sinks are called only where they ask for it, and logs are silent, past the end of the history too', async () => {
    await Worker.runReplayHistory({ workflowsPath, sinks }, greeted());
    expect(told).toEqual([['Ann', 'wf', RUN_ID, 'default'], 'hello']);
    expect(logged.filter(({ message }) => message === 'greeting')).toEqual([]);
  });

  it('the id of the workflow is what the caller says', async () => {
    await Worker.runReplayHistory({ workflowsPath, sinks }, greeted(), 'mine');
    expect(told[0]).toEqual(['Ann', 'mine', RUN_ID, 'default']);
  });

  it('nobody knows it: it is "fake"', async () => {
    const given = greeted();
    const started = given.events[0] as { workflowExecutionStartedEventAttributes: { workflowId?: string } };
    delete started.workflowExecutionStartedEventAttributes.workflowId;
    await Worker.runReplayHistory({ workflowsPath, sinks }, given);
    expect(told[0]).toEqual(['Ann', 'fake', RUN_ID, 'default']);
  });

  it('interceptors of workflows take part', async () => {
    const interceptors = { workflowModules: [path('interceptors')] };
    await Worker.runReplayHistory({ workflowsPath, sinks, interceptors }, greeted());
    expect(told[0]).toEqual(['Ann (heard)', 'wf', RUN_ID, 'default']);
  });

  it('codecs decode what the code sees', async () => {
    const upper = (payload: Payload): Payload => ({
      ...payload,
      data: Buffer.from(
        Buffer.from(payload.data ?? [])
          .toString()
          .toUpperCase(),
      ),
    });
    const codec: PayloadCodec = {
      encode: (payloads) => Promise.resolve(payloads),
      decode: (payloads) => Promise.resolve(payloads.map(upper)),
    };
    await Worker.runReplayHistory({ workflowsPath, sinks, dataConverter: { payloadCodecs: [codec] } }, greeted());
    expect(told).toEqual([['ANN', 'wf', RUN_ID, 'default'], 'HELLO']);
  });

  it('plugins configure it', async () => {
    // As in the original, a worker that replays is not run by its plugins.
    const runWorker = vi.fn();
    const configureReplayWorker = () => ({ workflowsPath, sinks, replayName: 'by-plugin' });
    await Worker.runReplayHistory({ plugins: [{ name: 'p', configureReplayWorker, runWorker }] }, greeted());
    expect(runWorker).not.toHaveBeenCalled();
    expect(told).toHaveLength(2);
    const queues = logged.map(({ meta }) => String(meta?.['taskQueue']));
    expect(queues.filter((queue) => queue.startsWith('by-plugin-'))).not.toEqual([]);
  });

  it('options that mean nothing are named', async () => {
    await Worker.runReplayHistory({ workflowsPath, identity: 'me' }, greeted());
    const warnings = logged.filter(({ level }) => level === 'WARN').map(({ message }) => message);
    expect(warnings).toContainEqual(expect.stringContaining('ReplayWorkerOptions.identity has no effect'));
  });
});

describe('many histories', () => {
  const ids = Array.from({ length: 12 }, (_, i) => `6a52743e-0000-4000-8000-0000000001${String(i).padStart(2, '0')}`);

  it('are answered in their order, whatever is wrong with one of them', async () => {
    const histories = ids.map((runId, i) => ({
      workflowId: `wf-${i}`,
      history:
        i === 3
          ? greeted({ runId, activity: 'wave' })
          : i === 5
            ? { events: greeted().events.slice(1) }
            : greeted({ runId }),
    }));
    const all = await results({ workflowsPath }, histories);
    expect(all.map(({ workflowId }) => workflowId)).toEqual(ids.map((_id, i) => `wf-${i}`));
    expect(all.map(({ error }) => error?.name)).toEqual(
      ids.map((_id, i) => (i === 3 ? 'DeterminismViolationError' : i === 5 ? 'ReplayError' : undefined)),
    );
    expect(all[0]).toEqual({ workflowId: 'wf-0', runId: ids[0] });
  });

  it('may be one history several times', async () => {
    const same = { workflowId: 'wf', history: greeted() };
    const all = await results({ workflowsPath, workflowThreadPoolSize: 2 }, [same, same, same, same, same]);
    expect(all.map(({ error }) => error)).toEqual(Array(5).fill(undefined));
  });

  it('are taken one by one, and a result never waits for the next of them', async () => {
    const seen: string[] = [];
    let answered: (() => void) | undefined;
    async function* source() {
      for (const runId of ids.slice(0, 3)) {
        const heard = new Promise<void>((resolve) => (answered = resolve));
        yield { workflowId: runId, history: greeted({ runId }) };
        await heard;
      }
    }
    for await (const { runId } of Worker.runReplayHistories({ workflowsPath }, source())) {
      seen.push(runId);
      answered?.();
    }
    expect(seen).toEqual(ids.slice(0, 3));
  });

  it('no more are taken than are worked on, and leaving the loop ends it', async () => {
    let taken = 0;
    let ended = false;
    function* source() {
      try {
        for (;;) yield { workflowId: 'wf', history: greeted({ runId: ids[taken++ % ids.length] }) };
      } finally {
        ended = true;
      }
    }
    for await (const { error } of Worker.runReplayHistories({ workflowsPath }, source())) {
      expect(error).toBeUndefined();
      break;
    }
    expect(taken).toBeLessThanOrEqual(4);
    expect(ended).toBe(true);
  });

  it('a source that fails ends the replay with its error', async () => {
    async function* source() {
      yield { workflowId: 'wf', history: greeted() };
      await Promise.reject(new Error('no more'));
    }
    await expect(results({ workflowsPath }, source())).rejects.toThrow('no more');
  });
});
