import {
  ApplicationFailure,
  condition,
  currentUpdateInfo,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';

export interface Book {
  readonly title: string;
  readonly width: number;
}

export const put = defineUpdate<number, [Book]>('put');
export const free = defineQuery<number>('free');
export const done = defineSignal('done');

export async function shelf(width: number): Promise<string[]> {
  const books: Book[] = [];
  const updates: (string | undefined)[] = [];
  const room = (): number => width - books.reduce((sum, book) => sum + book.width, 0);
  let closed = false;
  setHandler(free, room);
  setHandler(done, () => {
    closed = true;
  });
  setHandler(
    put,
    (book) => {
      if (book.title === '') throw ApplicationFailure.create({ message: 'A book has a title', type: 'Untitled' });
      updates.push(currentUpdateInfo()?.id);
      books.push(book);
      return room();
    },
    {
      validator: (book: Book) => {
        if (book.width > room())
          throw ApplicationFailure.create({ message: `No room for ${book.title}`, type: 'Full' });
      },
    },
  );
  await condition(() => closed);
  return books.map(({ title }, index) => `${title} (${updates[index]})`);
}
