import { defineQuery, setHandler } from '@temporalio/workflow';

export const state = defineQuery<string>('state');

export async function queried(): Promise<void> {
  setHandler(state, () => 'any');
}
