/**
 * Three processes that call each other over Redis: an order service asks a price service, whose answers are cached, and both
 * start the same cron job. Needs a Redis: processes share no memory store.
 */
import { MeshCall } from '@perdure/mesh';
import type { Print } from '../support/example';
import type { order } from './order-service';
import { startService, type Service } from './process';
import { stopRestocking } from './restock';

const flush = (id: string): Promise<void> => MeshCall.flush({ topic: 'shop.price', options: { id } });

export async function main(print: Print): Promise<void> {
  const services: Service[] = [];
  const times = (what: Parameters<Service['times']>[0]): number =>
    services.reduce((sum, service) => sum + service.times(what), 0);
  try {
    await Promise.all([stopRestocking(), flush('lamp'), flush('piano')]);
    const paths = [require.resolve('./price-service'), require.resolve('./order-service')];
    services.push(...(await Promise.all(paths.map(startService))));

    const buy = (item: string, count: number): Promise<string> =>
      MeshCall.exec<typeof order>({ topic: 'shop.order', args: [item, count] });
    print(await buy('lamp', 2));
    print(await buy('lamp', 3));
    print(await buy('piano', 1).catch((error: Error) => `refused: ${error.message}`));
    print(`prices looked up: ${times('price looked up')}`);

    while (times('restocked') < 2) await Promise.race(services.map((service) => service.next('restocked')));
    print(`restocked ${times('restocked')} times by a job that was made ${times('job made') === 1 ? 'once' : 'twice'}`);
  } finally {
    await Promise.all(services.map((service) => service.stop()));
    await stopRestocking();
    await MeshCall.shutdown();
  }
}
