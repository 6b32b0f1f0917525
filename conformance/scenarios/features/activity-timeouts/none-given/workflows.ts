import { proxyActivities } from '@temporalio/workflow';

export async function timeless(): Promise<string> {
  try {
    const { any } = proxyActivities<{ any(): Promise<void> }>({});
    await any();
    return 'called';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}
