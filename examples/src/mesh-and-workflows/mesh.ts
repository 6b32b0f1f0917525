/** A function and a kind of record that live elsewhere. In an application they are services of their own. */
import { MeshCall, MeshData } from '@perdure/mesh';

export const customers = new MeshData();

export async function rate(currency: string): Promise<number> {
  return Promise.resolve(currency === 'USD' ? 0.5 : 1);
}

/** Runs once for each customer; the record stays for a day. */
async function customer(name: string): Promise<string> {
  const search = await MeshData.workflow.search();
  await search.set('name', name, 'points', '0');
  return `Welcome, ${name}`;
}

export async function startMesh(): Promise<void> {
  await MeshCall.connect({ topic: 'bank.rate', callback: rate });
  await customers.connect({ entity: 'customer', target: customer });
}
