import type { ExecutionTarget, UpdateCall } from '../model/request';
import type { UpdateRequest } from '../model/event';
import type { Effect, Guard, Transition } from '../model/transition';
import { LIMITS } from '../limits';
import { OPEN } from './guards';

/** Where a refused update stands: the index of the guard that failed in the second alternative. */
export const UPDATE_GUARDS = { open: 0, room: 1, total: 2 } as const;

const ROOM: readonly Guard[] = [
  { is: 'fewerThan', of: 'updatesOpen', count: LIMITS.updatesInFlight },
  { is: 'fewerThan', of: 'updatesCounted', count: LIMITS.updatesPerRun },
];

/** Admits an update to an open run; an id that is known already is not admitted again (it deduplicates by run). */
export function admitUpdate(target: ExecutionTarget, update: UpdateCall): Transition {
  return {
    target,
    alternatives: [
      { guards: [{ is: 'present', hash: 'updates', field: update.updateId }], effects: [] },
      { guards: [OPEN, ...ROOM], effects: admitEffects(update) },
    ],
  };
}

export function admitEffects(update: UpdateCall): readonly Effect[] {
  const { updateId, name, args, header, identity } = update;
  const request: UpdateRequest = { updateId, name, input: args, header, identity };
  return [
    { do: 'admitUpdate', updateId, request: JSON.stringify(request) },
    { do: 'scheduleTask', virtual: true, wakes: false },
  ];
}
