import { MeshData } from '@perdure/mesh';
import { Redis, url } from '../redis';
import { schema } from './schema';

export async function createIndex(): Promise<void> {
  // #region index
  const meshData = new MeshData(Redis, { url }, schema);
  await meshData.createSearchIndex('user', { namespace: 'meshdata' });
  // #endregion
}
