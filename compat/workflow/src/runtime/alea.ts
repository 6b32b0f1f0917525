/** A source of numbers from 0 up to 1. */
export type Random = () => number;

const TWO_TO_32 = 0x100000000;
const TWO_TO_MINUS_32 = 1 / TWO_TO_32;
const MULTIPLIER = 2_091_639;

/**
 * Alea, the multiply-with-carry generator that Johannes Baagøe published in 2010. It gives the sequence that Temporal's
 * SDK gives for the same seed bytes: ids made from it must be the same when a history is replayed there.
 */
export function alea(seed: readonly number[]): Random {
  const hash = masher();
  let a = hash([32]);
  let b = hash([32]);
  let c = hash([32]);
  a = wrapped(a - hash(seed));
  b = wrapped(b - hash(seed));
  c = wrapped(c - hash(seed));
  let carry = 1;
  return () => {
    const product = MULTIPLIER * a + carry * TWO_TO_MINUS_32;
    a = b;
    b = c;
    carry = product | 0;
    c = product - carry;
    return c;
  };
}

function wrapped(fraction: number): number {
  return fraction < 0 ? fraction + 1 : fraction;
}

/** Baagøe's Mash: spreads bytes over a fraction; each call goes on from the one before. */
function masher(): (bytes: readonly number[]) => number {
  let state = 0xefc8249d;
  return (bytes) => {
    for (const byte of bytes) {
      state += byte;
      let scaled = 0.02519603282416938 * state;
      state = scaled >>> 0;
      scaled = (scaled - state) * state;
      state = scaled >>> 0;
      state += (scaled - state) * TWO_TO_32;
    }
    return (state >>> 0) * TWO_TO_MINUS_32;
  };
}
