import { MeshCall } from '@perdure/mesh';
import { Redis, url } from '../redis';

export const connectMyFunction = async () => {
  return await MeshCall.connect({
    topic: 'my.demo.function',
    redis: {
      class: Redis,
      options: { url },
    },
    callback: async (input: string) => {
      //your code goes here; response must be JSON serializable
      return { hello: input };
    },
  });
};
