import { defineQuery, setDefaultQueryHandler, setHandler } from '@temporalio/workflow';

export const known = defineQuery<string>('known');

export async function queried(): Promise<void> {
  setHandler(known, () => 'known');
  setDefaultQueryHandler((name, ...args) => `${name} with ${args.join()}`);
}
