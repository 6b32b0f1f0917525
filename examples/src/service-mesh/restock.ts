import { MeshCall } from '@perdure/mesh';

const topic = 'shop.restock';
const id = 'nightly';

/** Every service starts the job when it starts; one of them makes it, whatever their number. Answers whether this one did. */
export function startRestocking(restock: () => void): Promise<boolean> {
  // A shop would say '0 3 * * *'.
  return MeshCall.cron({ topic, callback: restock, options: { id, interval: '1 second', maxCycles: 2 } });
}

export function stopRestocking(): Promise<boolean> {
  return MeshCall.interrupt({ topic, options: { id } });
}
