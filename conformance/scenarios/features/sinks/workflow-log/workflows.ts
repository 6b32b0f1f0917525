import { log, sleep } from '@temporalio/workflow';

export async function talks(): Promise<void> {
  log.info('on its way', { parcel: 7 });
  await sleep(1);
  log.warn('arrived');
}
