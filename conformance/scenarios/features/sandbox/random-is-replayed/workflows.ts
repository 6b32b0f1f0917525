import { sleep, uuid4 } from '@temporalio/workflow';

export async function draws(): Promise<boolean[]> {
  const before = [Math.random(), uuid4()];
  await sleep(1);
  const after = [Math.random(), uuid4()];
  const again = [...before];
  await sleep(1);
  return [
    before[0] !== after[0],
    before[1] !== after[1],
    again[0] === before[0],
    /^[0-9a-f-]{36}$/.test(String(before[1])),
  ];
}
