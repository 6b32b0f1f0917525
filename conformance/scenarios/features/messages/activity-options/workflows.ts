import { proxyActivities } from '@temporalio/workflow';

export async function careless(): Promise<string[]> {
  const attempts = [() => proxyActivities(undefined as never), () => proxyActivities({})];
  return attempts.map((attempt) => {
    try {
      attempt();
      return 'accepted';
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    }
  });
}
