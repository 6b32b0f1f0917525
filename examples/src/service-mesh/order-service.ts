/** A process that takes orders, and asks the other one for prices. */
import { MeshCall } from '@perdure/mesh';
import type { price } from './price-service';
import { says, beginService } from './process';
import { startRestocking } from './restock';

export async function order(item: string, count: number): Promise<string> {
  // One call for all who ask within a quarter of an hour.
  const options = { id: item, ttl: '15 minutes' };
  const each = await MeshCall.exec<typeof price>({ topic: 'shop.price', args: [item], options });
  return `${count} x ${item}: ${count * each}`;
}

async function main(): Promise<void> {
  beginService();
  await MeshCall.connect({ topic: 'shop.order', callback: order });
  if (await startRestocking(() => says('restocked'))) says('job made');
  says('ready');
}

if (require.main === module) void main();
