import { proxyActivities } from '@temporalio/workflow';
import type { CardActivities } from './providers';

const { register } = proxyActivities<Pick<CardActivities, 'register'>>({ startToCloseTimeout: '1 minute' });

export async function issueCard(number: number, name: string): Promise<string> {
  return await register(number, name);
}
