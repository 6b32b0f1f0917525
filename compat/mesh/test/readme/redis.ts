import { testRedisUrl } from '@perdure/testkit';

/** In the place of `import * as Redis from 'redis'`: what the forms of configuration need of node-redis. */
export const Redis = { createClient: () => undefined };
/** In the place of 'redis://:key_admin@redis:6379'. */
export const url = testRedisUrl();
