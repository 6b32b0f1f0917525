import { log } from '@temporalio/activity';
import { currentSpan } from './activity-interceptor';

export async function paint(colour: string): Promise<string> {
  log.info('Painting');
  return `${colour} in ${currentSpan.getStore()}`;
}

export async function measure(): Promise<string> {
  return '20 square metres';
}
