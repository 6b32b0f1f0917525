import { Money } from './money';

export async function addTax(net: Money): Promise<Money> {
  return Promise.resolve(new Money((net.cents * 120n) / 100n, net.currency));
}
