import { fileURLToPath } from 'node:url';
import { DefaultLogger, Runtime, Worker } from '@perdure/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { replayForReal, type ReplayJob } from '../../../../engine/test/oracle/real-replayer';
import { CASES } from './cases';

const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));
const names = Object.keys(CASES);

describe('a history and the code it is replayed with', () => {
  const ours = new Map<string, string>();
  const theirs = new Map<string, string>();

  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
    const histories = names.map((name) => ({ workflowId: 'wf', history: CASES[name]!.history }));
    let index = 0;
    for await (const { error } of Worker.runReplayHistories({ workflowsPath }, histories)) {
      ours.set(names[index++]!, error === undefined ? 'ok' : `${error.name}: ${error.message}`);
    }
    const jobs = names.map((name) => ({ name, history: CASES[name]!.history }) as unknown as ReplayJob);
    for (const [name, error] of await replayForReal(jobs, workflowsPath)) theirs.set(name, error ?? 'ok');
  }, 90_000);

  it.each(names)('%s', (name) => {
    const verdict = (said: string | undefined): string | undefined => said?.split(':')[0];
    const { verdict: expected, theirs: real = expected } = CASES[name]!;
    expect({ ours: verdict(ours.get(name)), theirs: verdict(theirs.get(name)) }, ours.get(name)).toEqual({
      ours: expected,
      theirs: real,
    });
  });
});
