import { proxyActivities } from '@perdure/workflow';

const { echo } = proxyActivities<{ echo(value: string): Promise<string> }>({ startToCloseTimeout: '20 seconds' });

export async function echoes(value: string): Promise<string> {
  return echo(value);
}
