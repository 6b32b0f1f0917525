import { beforeAll, describe, expect, it } from 'vitest';
import { toTemporalJson } from '../../src/history/to-temporal-json';
import { HISTORIES, WRONG_HISTORIES } from './histories';
import { replayForReal } from './real-replayer';

const all = { ...HISTORIES, ...WRONG_HISTORIES };

describe("Temporal's replayer", () => {
  let verdicts: ReadonlyMap<string, string | undefined>;

  beforeAll(async () => {
    const jobs = Object.entries(all).map(([name, write]) => ({ name, history: toTemporalJson(write().events) }));
    verdicts = await replayForReal(jobs);
  }, 90_000);

  it.each(Object.keys(HISTORIES))('accepts the exported history of %s', (name) => {
    expect(verdicts.get(name)).toBeUndefined();
  });

  it.each(Object.keys(WRONG_HISTORIES))('refuses a history with %s', (name) => {
    expect(verdicts.get(name)).toMatch(/DeterminismViolationError/);
  });
});
