import {
  allHandlersFinished,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import type * as activities from './activities';

const { translate } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const languages = defineQuery<string[], [{ known?: string }]>('languages');
export const language = defineQuery<string>('language');
export const setLanguage = defineUpdate<string, [language: string]>('setLanguage');
export const addLanguage = defineUpdate<number, [language: string]>('addLanguage');
export const close = defineSignal<[by: { name: string }]>('close');

export async function museumSign(): Promise<string> {
  const texts = new Map<string, string>([
    ['English', 'Do not touch'],
    ['German', 'Nicht berühren'],
  ]);
  let current = 'English';
  let closedBy: string | undefined;
  let translating = false;

  setHandler(language, () => current);
  setHandler(languages, ({ known }) => {
    if (known !== undefined && !texts.has(known)) throw new Error(`No sign in ${known}`);
    return [...texts.keys()];
  });
  setHandler(
    setLanguage,
    (wanted: string) => {
      const previous = current;
      current = wanted;
      return previous;
    },
    {
      validator: (wanted: string) => {
        if (!texts.has(wanted)) throw new Error(`${wanted} is not supported`);
      },
    },
  );
  setHandler(addLanguage, async (wanted: string) => {
    await condition(() => !translating);
    translating = true;
    try {
      if (!texts.has(wanted)) texts.set(wanted, await translate(wanted));
      return texts.size;
    } finally {
      translating = false;
    }
  });
  setHandler(close, ({ name }) => {
    closedBy = name;
  });

  await condition(() => closedBy !== undefined && allHandlersFinished());
  return `${texts.get(current)} (${closedBy})`;
}
