import { proxyActivities } from '@temporalio/workflow';
import type { createLibraryActivities, FeeActivities } from './activities';

const { lookUp, lend } = proxyActivities<ReturnType<typeof createLibraryActivities>>({
  startToCloseTimeout: '1 minute',
});
const { fee } = proxyActivities<Pick<FeeActivities, 'fee'>>({ startToCloseTimeout: '1 minute' });

export async function borrow(isbn: string, reader: string, days: number): Promise<string> {
  const title = await lookUp(isbn);
  await lend(isbn, reader);
  return `${reader} borrows ${title} for ${await fee(days)} cents`;
}
