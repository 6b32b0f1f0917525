/** What `new MeshData(...)` may be given. */
import type { RedisConfig } from '../connection/forms';
import type { WorkflowSearchOptions } from './types';

/**
 * HotMesh's form, or one of ours: the class of ioredis or the module of node-redis with options, and a schema; or where Redis
 * is, as MeshFlow takes it, and a schema.
 */
export type MeshDataArgs =
  | readonly [redisClass: unknown, redisOptions: object, search?: WorkflowSearchOptions]
  | readonly [connection?: RedisConfig, search?: WorkflowSearchOptions];

export interface MeshDataConfig {
  readonly connection: RedisConfig;
  readonly search?: WorkflowSearchOptions;
}

export function configOf(args: MeshDataArgs): MeshDataConfig {
  const [first, second, third] = args as readonly unknown[];
  if (isLibrary(first)) {
    return {
      connection: { class: first, options: (second ?? {}) as Record<string, unknown> },
      search: third as WorkflowSearchOptions | undefined,
    };
  }
  return { connection: first as RedisConfig, search: second as WorkflowSearchOptions | undefined };
}

/** The class of ioredis, or the module of node-redis; not an instance and not options. */
function isLibrary(value: unknown): boolean {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null || 'class' in value) return false;
  const { createClient, default: inner } = value as { createClient?: unknown; default?: unknown };
  return typeof createClient === 'function' || typeof inner === 'function';
}
