import { type ApplicationFailure, proxyLocalActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { fails } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function hears(): Promise<string[]> {
  const failure = (await fails().catch((error: unknown) => error)) as ApplicationFailure;
  return [failure.name, failure.message, failure.type ?? ''];
}
