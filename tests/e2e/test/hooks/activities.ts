import { log, metricMeter } from '@perdure/activity';

export async function talk(): Promise<string> {
  log.info('talking');
  metricMeter.createCounter('talks').add(1);
  return await Promise.resolve('said');
}
