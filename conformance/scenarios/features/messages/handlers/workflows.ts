import { defineSignal, setHandler } from '@temporalio/workflow';

export async function wrong(): Promise<string[]> {
  const attempts = [
    () => setHandler(defineSignal('any'), 'text' as never),
    () => setHandler({ type: 'other', name: 'any' } as never, (() => undefined) as never),
  ];
  return attempts.map((attempt) => {
    try {
      attempt();
      return 'accepted';
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    }
  });
}
