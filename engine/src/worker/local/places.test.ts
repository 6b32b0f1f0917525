import { expect, it } from 'vitest';
import { createPlaces } from './places';

const forEver = new AbortController().signal;

it('places are given in the order in which they were asked for', async () => {
  const places = createPlaces(1);
  const taken: string[] = [];
  const take = async (name: string): Promise<void> => {
    if (await places.take(forEver)) taken.push(name);
  };
  await take('first');
  const others = [take('second'), take('third')];
  places.release();
  await others[0];
  places.release();
  await others[1];
  expect(taken).toEqual(['first', 'second', 'third']);
  expect(places.used).toBe(1);
});

it('who stops waiting gets no place and takes none away', async () => {
  const places = createPlaces(1);
  await places.take(forEver);
  const leaving = new AbortController();
  const left = places.take(leaving.signal);
  const stays = places.take(forEver);
  leaving.abort();
  expect(await left).toBe(false);
  places.release();
  expect(await stays).toBe(true);
  places.release();
  await places.whenEmpty();
  expect(places.used).toBe(0);
  expect(await places.take(leaving.signal)).toBe(false);
});
