import { defineQuery, setHandler } from '@temporalio/workflow';
import type { State } from './change';

export const currentState = defineQuery<State>('currentState');

type Read = () => State;

let read: Read = () => ({});

/** Answers the query `currentState`, and lets the interceptors see what it answers. */
export function publishState(state: Read): void {
  read = state;
  setHandler(currentState, state);
}

export function readState(): State {
  return read();
}
