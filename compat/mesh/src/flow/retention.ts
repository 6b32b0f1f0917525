/** How long finished executions stay. */
import type { WorkflowOptions } from './types';

const MS_PER_SECOND = 1_000;
/** 'infinity': a hundred years. */
const FOREVER_MS = 100 * 365 * 24 * 3_600_000;

/**
 * Milliseconds for which the record stays after the end. Undefined: what the worker keeps everything for.
 * @throws TypeError for an `expire` that is no number of seconds up to a hundred years.
 */
export function retentionMs({
  expire,
  persistent,
}: Pick<WorkflowOptions, 'expire' | 'persistent'>): number | undefined {
  if (expire === undefined) return persistent ? FOREVER_MS : undefined;
  const ms = Math.round(expire * MS_PER_SECOND);
  if (typeof expire === 'number' && ms >= 0 && ms <= FOREVER_MS) return ms;
  throw new TypeError(`expire is ${expire}: give it seconds, from 0 to ${FOREVER_MS / MS_PER_SECOND}`);
}
