import {
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  executeChild,
  log,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  upsertMemo,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import type * as activities from './activities';

const options = { startToCloseTimeout: '1 minute' } as const;
const { shout } = proxyActivities<typeof activities>(options);
const { whisper } = proxyLocalActivities<typeof activities>(options);

export const say = defineSignal<[word: string]>('say');
export const words = defineQuery<string[]>('words');
export const forget = defineUpdate<string | undefined>('forget');

export async function scribble(): Promise<string[]> {
  const heard: string[] = [];
  setHandler(words, () => heard);
  setHandler(say, (word) => void heard.push(word));
  setHandler(forget, () => heard.pop());
  const [random, id, began] = [Math.random(), uuid4(), Date.now()];

  heard.push(await whisper('hush'), await shout('hey'));
  await sleep(10);
  upsertMemo({ seen: heard.length });
  heard.push(await executeChild(echo, { workflowId: `${workflowInfo().workflowId}/echo`, args: ['ho'] }));
  await condition(() => heard.includes('stop'));
  log.info('Scribbled', { heard });
  const same = random < 1 && id.length === 36 && Date.now() - began >= 10;
  return [...heard, String(same)];
}

export async function echo(word: string): Promise<string> {
  return `${word} ${word}`;
}
