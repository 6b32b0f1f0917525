import { MeshData } from '@perdure/mesh';
import { Redis, url } from '../redis';
import { schema } from './schema';

export const connectUserWorker = async (): Promise<void> => {
  const meshData = new MeshData(Redis, { url }, schema);

  await meshData.connect({
    entity: 'user',
    target: async function (name: string): Promise<string> {
      //add custom, searchable data (`active`) and return
      const search = await MeshData.workflow.search();
      await search.set('active', 'yes');
      return `Welcome, ${name}.`;
    },
    options: { namespace: 'meshdata' },
  });
};
