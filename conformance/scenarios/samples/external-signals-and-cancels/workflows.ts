import { condition, defineSignal, getExternalWorkflowHandle, setHandler, workflowInfo } from '@temporalio/workflow';

export const play = defineSignal<[piece: string, conductor: string]>('play');

export async function musician(): Promise<string> {
  let played: string | undefined;
  setHandler(play, (piece, conductor) => {
    played = `${piece} for ${conductor}`;
  });
  await condition(() => played !== undefined);
  return played ?? '';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'no error');

export async function conductor(violin: string, drum: string, nobody: string): Promise<string[]> {
  const { workflowType } = workflowInfo();
  await getExternalWorkflowHandle(violin).signal(play, 'a waltz', workflowType);
  await getExternalWorkflowHandle(drum).cancel();
  const missing = getExternalWorkflowHandle(nobody);
  return [
    await missing.signal(play, 'a waltz', workflowType).then(() => 'played', messageOf),
    await missing.cancel().then(() => 'cancelled', messageOf),
  ];
}
