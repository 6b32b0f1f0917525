import { baggageEntryMetadataFromString, propagation } from '@opentelemetry/api';
import { expect, it } from 'vitest';
import { baggageText, readBaggage } from './baggage';

const entries = (text: string) => Object.fromEntries(readBaggage(text)?.getAllEntries() ?? []);

it('baggage is read as it was written, with what is special in it and its metadata', () => {
  const metadata = baggageEntryMetadataFromString('ttl=5;internal');
  const baggage = propagation.createBaggage({ tenant: { value: 'blå, och=gul;' }, user: { value: '7', metadata } });
  const text = baggageText(baggage);
  expect(text).toBe('tenant=bl%C3%A5%2C%20och%3Dgul%3B,user=7;ttl=5;internal');
  expect(entries(text)).toMatchObject({ tenant: { value: 'blå, och=gul;' }, user: { value: '7' } });
  expect(readBaggage(text)?.getEntry('user')?.metadata?.toString()).toBe('ttl=5;internal');
});

it('what others have written is read, and what cannot be read is left out', () => {
  expect(entries(' a = 1 ,b=%zz,=3,novalue, c=2 ; p')).toMatchObject({ a: { value: '1' }, c: { value: '2' } });
  expect(readBaggage('')).toBeUndefined();
  expect(readBaggage('%zz=1')).toBeUndefined();
});

it('what goes over the limits is left out', () => {
  const value = (length: number) => ({ value: 'x'.repeat(length) });
  const tooLong = propagation.createBaggage({ long: value(4_100), short: value(1) });
  expect(Object.keys(entries(baggageText(tooLong)))).toEqual(['short']);
  const together = propagation.createBaggage({ a: value(4_000), b: value(4_000), c: value(4_000), d: value(1) });
  expect(Object.keys(entries(baggageText(together)))).toEqual(['a', 'b', 'd']);
  const many = Array.from({ length: 200 }, (_, index) => [`k${index}`, value(1)] as const);
  expect(Object.keys(entries(baggageText(propagation.createBaggage(Object.fromEntries(many)))))).toHaveLength(180);
});
