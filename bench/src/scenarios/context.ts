import type { Client } from '@perdure/client';
import type { RedisWatch } from '../redis-stats';
import type { Result } from '../result';

export interface ScenarioContext {
  readonly client: Client;
  readonly taskQueue: string;
  readonly redis: RedisWatch;
  readonly redisUrl: string;
  /** A fraction of the usual amount of work. */
  readonly quick: boolean;
  readonly newId: () => string;
}

/** One thing measured. Runs alone; leaves no open workflows behind. */
export interface Scenario {
  readonly name: string;
  run(context: ScenarioContext): Promise<readonly Result[]>;
}
