/** The whole suite: programs on every target, then the checks of what they left, then a verdict on each. */
import { replayHistories } from '../checks/replay/replay-histories';
import { checkTypes } from '../checks/types/check-types';
import type { Ran } from '../host/protocol';
import { runOnTarget } from '../run/run-on-target';
import type { ListedScenario } from '../scenarios/manifest';
import type { Evidence, Run } from './evidence';
import type { Place, SuiteSettings } from './settings';
import { shuffled } from './shuffled';

/** Hears how far it has come. */
export interface Listener {
  stage(name: string): void;
  ended(run: Run, done: number, all: number): void;
}

/** Everything that verdicts are made from. Rejects with TargetUnreachableError when a target cannot be run on. */
export async function gather(settings: SuiteSettings, listener: Listener, signal: AbortSignal): Promise<Evidence> {
  listener.stage('Running the programs and checking their types');
  const ids = settings.scenarios.map(({ id }) => id);
  const types = checkBothTrees(settings, ids, signal);
  const [runs, typeVerdicts] = await Promise.all([runAll(settings, listener, signal), types]);
  listener.stage('Replaying their histories');
  return { runs, types: typeVerdicts, replay: await replayAll(settings, runs, signal) };
}

const LEFT_OUT = { done: false, reason: 'left out by --without' } as const;

async function replayAll({ scenarios, without }: SuiteSettings, runs: readonly Run[], signal: AbortSignal) {
  if (without.includes('replay')) return { perdure: LEFT_OUT, temporal: LEFT_OUT };
  const ownOptions = scenarios.filter(({ replay }) => replay).map(({ id }) => id);
  const jobs = runs.flatMap(({ scenario, ran }) =>
    ran.histories.map((history) => ({ ...history, scenario: scenario.id })),
  );
  return {
    perdure: await replayHistories('perdure', jobs, ownOptions, signal),
    temporal: await replayHistories('temporal', jobs, ownOptions, signal),
  };
}

/** Migrated programs concern no one who runs the original ones. */
async function checkBothTrees({ places, without }: SuiteSettings, ids: readonly string[], signal: AbortSignal) {
  if (without.includes('types')) return { before: LEFT_OUT, after: LEFT_OUT };
  const before = await checkTypes('before', ids, signal);
  const migrated = places.some(({ target }) => target !== 'temporal');
  return { before, after: migrated ? await checkTypes('after', ids, signal) : undefined };
}

async function runAll(settings: SuiteSettings, listener: Listener, signal: AbortSignal): Promise<Run[]> {
  const runs: Run[] = [];
  const all = settings.places.length * settings.scenarios.length;
  const byId = new Map(settings.scenarios.map((scenario) => [scenario.id, scenario]));
  const hear = (place: Place) => (id: string, ran: Ran) => {
    const run = { scenario: byId.get(id) as ListedScenario, target: place.target, ran };
    runs.push(run);
    listener.ended(run, runs.length, all);
  };
  await Promise.all(settings.places.map((place) => runOnTarget(orderFor(place, settings), hear(place), signal)));
  return runs;
}

function orderFor(place: Place, { scenarios, seed, concurrency, timeoutMs }: SuiteSettings) {
  const order = shuffled(scenarios, seed);
  const together = order.filter(({ isolated }) => !isolated).map(({ id }) => id);
  const isolated = order.filter((scenario) => scenario.isolated).map(({ id }) => id);
  return { ...place, seed, concurrency, timeoutMs, together, isolated };
}
