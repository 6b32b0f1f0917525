import { MeshCall } from '@perdure/mesh';
import { customers, type rate } from './mesh';

const entity = 'customer';

/** A call of another service; its answer is shared by everybody for a minute. */
export async function convert(dollars: number): Promise<number> {
  const options = { id: 'USD', ttl: '1 minute' };
  return dollars * (await MeshCall.exec<typeof rate>({ topic: 'bank.rate', args: ['USD'], options }));
}

/** The function of a record runs once, however often it is asked for. */
export async function enroll(id: string): Promise<string> {
  return await customers.exec<string>({ entity, args: [id], options: { id, ttl: '1 day' } });
}

export async function addPoints(id: string, points: number): Promise<number> {
  return await customers.incr(entity, id, 'points', points);
}
