import { defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

export async function reserved(): Promise<string[]> {
  const attempts = [
    () => setHandler(defineSignal('__temporal_signal'), () => undefined),
    () => setHandler(defineQuery('__temporal_query'), () => undefined),
    () => setHandler(defineUpdate('__temporal_update'), () => undefined),
    () => setHandler(defineQuery('__stack_trace'), () => undefined),
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
