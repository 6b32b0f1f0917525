import { activityInfo, cancelled, heartbeat } from '@perdure/activity';

/** A long activity says how far it is. The attempt after a crash goes on from there. */
export async function importRows(rows: number): Promise<string> {
  const { attempt, heartbeatDetails } = activityInfo() as { attempt: number; heartbeatDetails?: number };
  const from = heartbeatDetails ?? 0;
  for (let row = from; row < rows; row++) {
    heartbeat(row);
    if (row === 6 && attempt === 1) throw new Error('The connection to the database is gone');
  }
  return Promise.resolve(`${rows} rows; attempt ${attempt} began at row ${from}`);
}

export const watched = { cleanedUp: false };

/** Cancellation reaches an activity with the answer to a heartbeat. */
export async function watch(): Promise<string> {
  const beat = setInterval(() => heartbeat(), 50);
  try {
    await cancelled();
    return 'never comes here: `cancelled()` only ever rejects';
  } finally {
    clearInterval(beat);
    watched.cleanedUp = true;
  }
}
