/**
 * Which parts of apply.lua a transition needs. Most need few, and every part that a script has costs each of its calls.
 * Combinations are few (a subset of five), so servers keep few variants.
 */
import type { Effect, EffectKind, Guard, GuardKind, Transition } from '../../model/transition';

type Feature = 'begin' | 'close' | 'eager' | 'rare' | 'record';

/** Kinds that are not here belong to every variant. */
const OF_EFFECT: Partial<Record<EffectKind, Feature>> = {
  createRun: 'begin',
  setAttribute: 'rare',
  on: 'begin',
  close: 'close',
  dropBuffered: 'rare',
  breakTask: 'rare',
  retryTask: 'rare',
  unstickTask: 'rare',
  send: 'rare',
  popOutbox: 'rare',
  parkOutbox: 'rare',
  admitUpdate: 'rare',
  moveUpdate: 'rare',
  notify: 'rare',
  watch: 'rare',
  answerQuery: 'rare',
  changeRecord: 'record',
  dropRecord: 'record',
};

const OF_GUARD: Partial<Record<GuardKind, Feature>> = {
  buffered: 'rare',
  typed: 'rare',
  timer: 'rare',
  outboxHead: 'rare',
  fewerThan: 'rare',
  number: 'record',
  indexVersion: 'record',
};

export function featuresOf({ alternatives, eager }: Transition): Feature[] {
  const found = new Set<Feature>();
  if (eager) found.add('eager');
  for (const { guards, effects } of alternatives) {
    for (const guard of guards) addGuard(found, guard);
    for (const effect of effects) addEffect(found, effect);
  }
  return [...found].sort();
}

function addGuard(found: Set<Feature>, guard: Guard): void {
  const feature = OF_GUARD[guard.is];
  if (feature) found.add(feature);
}

function addEffect(found: Set<Feature>, effect: Effect): void {
  const feature = OF_EFFECT[effect.do];
  if (feature) found.add(feature);
  if (effect.do === 'endTask' && effect.updatesHandled > 0) found.add('rare');
  if (effect.do !== 'when') return;
  addGuard(found, effect.guard);
  for (const inner of [...effect.then, ...effect.else]) addEffect(found, inner);
}
