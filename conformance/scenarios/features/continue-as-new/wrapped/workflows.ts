import { continueAsNew } from '@temporalio/workflow';

export async function wraps(): Promise<void> {
  try {
    await continueAsNew<typeof wraps>();
  } catch (error) {
    throw new Error('wrapped', { cause: error });
  }
}
