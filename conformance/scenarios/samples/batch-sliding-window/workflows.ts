import {
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  proxyActivities,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { createOffice } from './activities';

const { write, save } = proxyActivities<ReturnType<typeof createOffice>['activities']>({
  startToCloseTimeout: '1 minute',
});

export interface Progress {
  readonly next: number;
  readonly done: number;
  readonly writing: readonly number[];
}

const LETTERS = 6;
const WINDOW = 2;
const PAGE = 3;

export const written = defineSignal<[letter: number]>('written');
export const progress = defineQuery<Progress>('progress');

export async function writeLetters(start: Progress): Promise<number> {
  const { workflowId } = workflowInfo();
  const writing = new Set(start.writing);
  let { next, done } = start;
  const current = (): Progress => ({ next, done, writing: [...writing] });
  setHandler(progress, current);
  setHandler(written, (letter) => {
    if (writing.delete(letter)) done++;
  });
  const end = Math.min(LETTERS, start.next + PAGE);
  for (; next < end; next++) {
    await condition(() => writing.size < WINDOW);
    writing.add(next);
    await startChild(writeLetter, {
      workflowId: `${workflowId}/${next}`,
      args: [next],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  }
  if (next < LETTERS) {
    await save(next);
    await continueAsNew<typeof writeLetters>(current());
  }
  await condition(() => writing.size === 0);
  return done;
}

export async function writeLetter(letter: number): Promise<void> {
  await write(letter);
  const parentId = workflowInfo().parent?.workflowId ?? '';
  await getExternalWorkflowHandle(parentId).signal(written, letter);
}
