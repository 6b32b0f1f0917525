import { condition, proxyActivities, setHandler } from '@temporalio/workflow';
import { type KitchenActivities, onTheWay, type Order, serve } from '../contracts';

const { cook } = proxyActivities<KitchenActivities>({ startToCloseTimeout: '1 minute' });

export async function dinner({ dish, plates }: Order): Promise<string> {
  let waiter: string | undefined;
  const cooked: string[] = [];
  setHandler(onTheWay, () => cooked.length);
  setHandler(serve, (name) => {
    waiter = name;
  });
  while (cooked.length < plates) cooked.push(await cook(dish));
  await condition(() => waiter !== undefined);
  return `${cooked.join(' and ')}, served by ${waiter}`;
}
