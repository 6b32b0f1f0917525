import { describeStore } from '../suite';
import { makeRedisServer } from './redis-server';

describeStore('Redis with four shards', () => makeRedisServer({ shards: 4 }));
