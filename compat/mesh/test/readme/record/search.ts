import { MeshData, type Types } from '@perdure/mesh';
import { Redis, url } from '../redis';
import { schema } from './schema';

const meshData = new MeshData(Redis, { url }, schema);

export async function search(): Promise<Types.FindWhereResult> {
  const results = await meshData.findWhere('user', {
    query: [{ field: 'active', is: '=', value: 'yes' }],
    limit: { start: 0, size: 100 },
    return: ['id', 'name', 'timestamp', 'active'],
  });
  return results;
}
