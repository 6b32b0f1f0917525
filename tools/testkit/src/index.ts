export { askRedis } from './ask-redis';
export { onProcessEnd } from './cleanup';
export { freshNamespace, testRedisUrl } from './namespace';
export { freePort } from './ports';
export { redisBinary, startRedis, type RedisOptions, type RedisServer } from './redis';
export { startRedisCluster, type RedisCluster } from './redis-cluster';
export { startSentinel, type SentinelGroup } from './redis-sentinel';
export { sleep, waitFor, type WaitOptions } from './wait-for';
