import { MeshCall } from '@perdure/mesh';
import { Redis, url } from '../redis';

export async function run(): Promise<unknown> {
  // #region call
  const result = await MeshCall.exec({
    topic: 'my.demo.function',
    args: ['something'],
    redis: {
      class: Redis,
      options: { url },
    },
  }); //returns `{ hello: 'something'}`
  // #endregion
  return result;
}

export async function runCached(): Promise<unknown> {
  // #region cached
  const result = await MeshCall.exec({
    topic: 'my.demo.function',
    args: ['anything'],
    redis: {
      class: Redis,
      options: { url },
    },
    options: { id: 'myid123', ttl: '15 minutes' },
  }); //returns `{ hello: 'anything'}`
  // #endregion
  return result;
}

export async function flush(): Promise<void> {
  // #region flush
  await MeshCall.flush({
    topic: 'my.demo.function',
    redis: {
      class: Redis,
      options: { url },
    },
    options: { id: 'myid123' },
  });
  // #endregion
}
