import { condition, currentUpdateInfo, defineUpdate, setHandler } from '@temporalio/workflow';

export const which = defineUpdate<string>('which');

export async function knows(): Promise<boolean> {
  let asked = false;
  setHandler(which, () => {
    asked = true;
    const info = currentUpdateInfo();
    return `${info?.name} ${info?.id}`;
  });
  await condition(() => asked);
  return currentUpdateInfo() === undefined;
}
