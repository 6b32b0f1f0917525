import { proxyActivities } from '@perdure/workflow';
import type * as activities from './activities';

const { convert, enroll, addPoints } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

/** A workflow as Temporal has it. What it asks for goes over the mesh. */
export async function purchase(customer: string, dollars: number): Promise<string> {
  const euros = await convert(dollars);
  await enroll(customer);
  return `${euros} EUR, ${await addPoints(customer, euros)} points`;
}
