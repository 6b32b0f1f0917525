import { MeshData, type Types } from '@perdure/mesh';
import { Redis, url } from '../redis';
import { schema } from './schema';

// #region search
const meshData = new MeshData(Redis, { url }, schema);
// #endregion

export async function search(): Promise<Types.FindWhereResult> {
  // #region search
  const results = await meshData.findWhere('user', {
    query: [{ field: 'active', is: '=', value: 'yes' }],
    limit: { start: 0, size: 100 },
    return: ['id', 'name', 'timestamp', 'active'],
  });
  // #endregion
  return results;
}
