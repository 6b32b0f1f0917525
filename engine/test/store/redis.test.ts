import { makeRedisServer } from './redis-server';
import { describeStore } from './suite';

describeStore('Redis', makeRedisServer);
