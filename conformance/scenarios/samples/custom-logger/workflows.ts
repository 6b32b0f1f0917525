import { log, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { pour } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function serve(drink: string): Promise<void> {
  log.info('An order', { drink });
  await pour(drink);
  log.debug('Too fine to be seen');
  log.warn('The glass is full', { drink });
}
