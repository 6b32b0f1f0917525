import type { Payload } from './payload';

/** A UTF-16 unit takes at most this many bytes in UTF-8; spares counting for what is small anyway. */
const MAX_BYTES_PER_UNIT = 3;

/** Bytes of the data that payloads carry, when together they are over the limit; else undefined. */
export function bytesOverLimit(payloads: readonly Payload[], limitBytes: number): number | undefined {
  let units = 0;
  for (const { data } of payloads) units += data?.length ?? 0;
  if (units * MAX_BYTES_PER_UNIT <= limitBytes) return undefined;
  const bytes = payloads.reduce((sum, payload) => sum + sizeOf(payload), 0);
  return bytes > limitBytes ? bytes : undefined;
}

function sizeOf({ data, binary }: Payload): number {
  return data === undefined ? 0 : Buffer.byteLength(data, binary ? 'base64' : 'utf8');
}

/** The same for everything a command says: its payloads, wherever they are, and its other texts. */
export function commandBytesOverLimit(command: object, limitBytes: number): number | undefined {
  if (weigh(command, unitsOf) * MAX_BYTES_PER_UNIT <= limitBytes) return undefined;
  const bytes = weigh(command, bytesOf);
  return bytes > limitBytes ? bytes : undefined;
}

const unitsOf = (text: string): number => text.length;
const bytesOf = (text: string, base64: boolean): number => Buffer.byteLength(text, base64 ? 'base64' : 'utf8');

function weigh(value: object, measure: (text: string, base64: boolean) => number): number {
  const base64 = (value as { binary?: unknown }).binary === true;
  let sum = 0;
  for (const part of Object.values(value) as unknown[]) {
    if (typeof part === 'string') sum += measure(part, base64);
    else if (typeof part === 'object' && part !== null) sum += weigh(part, measure);
  }
  return sum;
}
