import { MeshData } from '@perdure/mesh';
import { Redis, url } from '../redis';
import { schema } from './schema';

const meshData = new MeshData(Redis, { url }, schema);

export const newUser = async (id: string, name: string): Promise<string> => {
  const response = await meshData.exec({
    entity: 'user',
    args: [name],
    options: {
      ttl: 'infinity',
      id,
      search: {
        data: { id, name, timestamp: Date.now() },
      },
      namespace: 'meshdata',
    },
  });
  return response;
};
