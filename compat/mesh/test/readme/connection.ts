import { testRedisUrl } from '@perdure/testkit';
import Redis from 'ioredis';

const { hostname, port } = new URL(testRedisUrl());

/** Where the examples say `{ class: Redis, options: { host: 'redis', port: 6379 } }`. */
export const connection = { class: Redis, options: { host: hostname, port: Number(port) } };
