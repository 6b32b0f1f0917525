import { ActivityFailure, CancellationScope, log, proxyActivities } from '@perdure/workflow';
import type * as activities from './activities';

const { bookFlight, bookHotel, cancelFlight, cancelHotel, chargeCard } = proxyActivities<typeof activities>({
  startToCloseTimeout: '10 seconds',
  retry: { maximumAttempts: 2, initialInterval: '10 milliseconds' },
});

/** Each step that succeeded is undone, last first, when a later one fails for good. */
export async function bookTrip(traveller: string, card: string): Promise<string> {
  const undo: (() => Promise<void>)[] = [];
  try {
    const flight = await bookFlight(traveller);
    undo.unshift(() => cancelFlight(flight));
    const hotel = await bookHotel(traveller);
    undo.unshift(() => cancelHotel(hotel));
    await chargeCard(card);
    return `${flight} and ${hotel}`;
  } catch (error) {
    // Also when the workflow itself was cancelled.
    await CancellationScope.nonCancellable(() => compensate(undo));
    throw error;
  }
}

async function compensate(undo: (() => Promise<void>)[]): Promise<void> {
  for (const step of undo) {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      log.error('A compensation failed and needs a person', { error });
    }
  }
}
