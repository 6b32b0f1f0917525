import { continueAsNew, executeChild, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { createLaboratoryActivities } from './activities';

const { login, ask } = proxyActivities<ReturnType<typeof createLaboratoryActivities>>({
  startToCloseTimeout: '1 minute',
});

const ROUNDS_OF_A_RUN = 2;

export async function examine(sample: string): Promise<string> {
  const { workflowId } = workflowInfo();
  return await executeChild(pollLaboratory, { workflowId: `${workflowId}/poll`, args: [sample, 1] });
}

export async function pollLaboratory(sample: string, round: number): Promise<string> {
  for (let own = 0; own < ROUNDS_OF_A_RUN; own++) {
    const ticket = await login(round + own);
    const result = await ask(ticket, sample, round + own);
    if (result !== null) return result;
    await sleep('10 milliseconds');
  }
  return await continueAsNew<typeof pollLaboratory>(sample, round + ROUNDS_OF_A_RUN);
}
