import { MeshData } from '@perdure/mesh';
import { Redis, url } from '../redis';
import { schema } from './schema';

// #region read
const meshData = new MeshData(Redis, { url }, schema);
// #endregion

export async function read(): Promise<Record<string, string | null>> {
  // #region read
  const data = await meshData.get('user', 'jimbo123', {
    fields: ['id', 'name', 'timestamp', 'active'],
    namespace: 'meshdata',
  });
  // #endregion
  return data;
}
