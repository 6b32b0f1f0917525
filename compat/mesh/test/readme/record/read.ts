import { MeshData } from '@perdure/mesh';
import { Redis, url } from '../redis';
import { schema } from './schema';

const meshData = new MeshData(Redis, { url }, schema);

export async function read(): Promise<Record<string, string | null>> {
  const data = await meshData.get('user', 'jimbo123', {
    fields: ['id', 'name', 'timestamp', 'active'],
    namespace: 'meshdata',
  });
  return data;
}
