import { upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';

export async function nothing(): Promise<string[]> {
  const attempts = [() => upsertMemo(null as never), () => upsertSearchAttributes(null as never)];
  return attempts.map((attempt) => {
    try {
      attempt();
      return 'accepted';
    } catch (error) {
      return (error as Error).message;
    }
  });
}
