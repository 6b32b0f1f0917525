import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRules } from '../rules/index';
import { collectHistories } from './histories';
import { refusedByOurs } from './our-replayer';
import { replayForReal } from './real-replayer';
import { Scene, type SceneOptions } from './scene';

/** A kind of worker, and the sections that mean nothing to it, each with the reason. */
export interface SemanticsOptions {
  readonly worker?: SceneOptions;
  readonly without?: Readonly<Record<string, string>>;
}

/** Runs all rules with one kind of worker; then the published replayer judges every history that came of it. */
export function semantics(name: string, { worker, without = {} }: SemanticsOptions = {}): void {
  let scene: Scene;
  const current = (): Scene => scene;

  beforeAll(async () => {
    scene = await Scene.open(worker);
    await scene.worker();
  });
  afterAll(() => scene.close());

  describe.concurrent(name, () => {
    for (const [rule, define] of Object.entries(allRules)) {
      if (!(rule in without)) describe(rule, () => define(current));
    }
  });

  describe(`${name}: every history`, () => {
    it('is replayed by ours', { timeout: 60_000 }, async () => {
      const jobs = await collectHistories(scene);
      expect(jobs.length).toBeGreaterThan(0);
      expect(await refusedByOurs(jobs)).toEqual([]);
    });

    it("is replayed by Temporal's own replayer", { timeout: 90_000 }, async () => {
      const jobs = await collectHistories(scene);
      const verdicts = await replayForReal(jobs);
      const refused = [...verdicts].filter(([, error]) => error !== undefined);
      expect(refused).toEqual([]);
      expect(verdicts.size).toBe(jobs.length);
    });
  });
}
