import { defineQuery, setHandler } from '@temporalio/workflow';

export async function queried(): Promise<void> {
  setHandler(defineQuery('one'), () => 1);
  setHandler(defineQuery('two'), () => 2);
}
