import { setTimeout } from 'node:timers/promises';

/** An activity that does not listen to its cancellation, and ends when it is told to. */
export function stubborn() {
  const state = { begun: false, released: false };
  const activities = {
    async holds(): Promise<void> {
      state.begun = true;
      while (!state.released) await setTimeout(5);
    },
  };
  return { activities, state };
}

export type Activities = ReturnType<typeof stubborn>['activities'];
