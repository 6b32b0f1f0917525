import { heartbeat, sleep } from '@temporalio/activity';

/** Where a parcel is known to be from which question on. */
export interface Depot {
  whereIs(parcel: string): Promise<string | undefined>;
}

export const createParcelActivities = (depot: Depot) => ({
  async untilFound(parcel: string): Promise<string> {
    for (;;) {
      const place = await depot.whereIs(parcel);
      if (place !== undefined) return place;
      heartbeat();
      await sleep(5);
    }
  },
});
