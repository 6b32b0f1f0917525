import { workflowInfo } from '@temporalio/workflow';

export async function water(bed: string): Promise<string> {
  const scheduled = workflowInfo().searchAttributes['TemporalScheduledById'];
  return `${bed} for ${String(scheduled)}`;
}
