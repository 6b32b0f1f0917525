/** A process that knows prices. */
import { MeshCall } from '@perdure/mesh';
import { says, beginService } from './process';
import { startRestocking } from './restock';

const PRICES: Readonly<Record<string, number>> = { lamp: 45, book: 12 };

export async function price(item: string): Promise<number> {
  says('price looked up');
  const found = PRICES[item];
  if (found === undefined) throw new RangeError(`We do not sell a ${item}`);
  return Promise.resolve(found);
}

async function main(): Promise<void> {
  beginService();
  await MeshCall.connect({ topic: 'shop.price', callback: price });
  if (await startRestocking(() => says('restocked'))) says('job made');
  says('ready');
}

if (require.main === module) void main();
