import { ApplicationFailure } from '@perdure/activity';

/** What has been done, in order, for the program to show. */
export const journal: string[] = [];

async function note<T>(line: string, answer: T): Promise<T> {
  journal.push(line);
  return Promise.resolve(answer);
}

export const bookFlight = (traveller: string): Promise<string> => note('flight booked', `flight of ${traveller}`);
export const bookHotel = (traveller: string): Promise<string> => note('hotel booked', `hotel of ${traveller}`);
export const cancelFlight = (_flight: string): Promise<void> => note('flight cancelled', undefined);
export const cancelHotel = (_hotel: string): Promise<void> => note('hotel cancelled', undefined);

/** A declined card is declined the next time too, so it is not tried again. */
export async function chargeCard(card: string): Promise<void> {
  if (card === 'expired') throw ApplicationFailure.nonRetryable('The card has expired', 'CardDeclined');
  return note('card charged', undefined);
}
