import { log } from '@temporalio/activity';

export async function pour(drink: string): Promise<void> {
  log.info('Pouring', { drink });
}
