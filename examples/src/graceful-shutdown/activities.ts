import { activityInfo, cancellationDetails, cancelled } from '@perdure/activity';

/** What the program waits for, and what it shows. */
export const seen = { running: 0, why: '' };

/** Ends by itself within the grace time. */
export async function quick(): Promise<string> {
  seen.running++;
  await new Promise((resolve) => setTimeout(resolve, 100));
  return `quick: attempt ${activityInfo().attempt}`;
}

/** Told to stop when the grace time is over. The attempt fails and another worker takes the next one. */
export async function endless(): Promise<string> {
  const { attempt } = activityInfo();
  if (attempt > 1) return `endless: attempt ${attempt}`;
  seen.running++;
  try {
    await cancelled();
  } finally {
    seen.why = cancellationDetails()?.workerShutdown ? 'its worker shuts down' : 'something else';
  }
  return 'never comes here';
}
