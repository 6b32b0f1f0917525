import { condition } from '@temporalio/workflow';

export async function timeouts(): Promise<boolean[]> {
  let met = false;
  const late = await condition(() => met, '5 milliseconds');
  const inTime = condition(() => met, '1 hour');
  met = true;
  return [late, await inTime];
}
