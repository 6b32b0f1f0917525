import { warnOnce } from './warn';

/**
 * Client options of Temporal that have no meaning on Redis, with the reason. Each is warned about once.
 * docs/options-without-meaning.md shows the same list; a test compares them.
 */
export const OPTIONS_WITHOUT_MEANING = {
  'ConnectionOptions.credentials': 'gRPC channel credentials; use `tls`, or a rediss:// URL',
  'ConnectionOptions.callCredentials': 'gRPC call credentials; put user name and password into the redis:// URL',
  'ConnectionOptions.channelArgs': 'gRPC channel arguments; pass ioredis options as `redis`',
  'ConnectionOptions.interceptors': 'gRPC interceptors; there are no gRPC calls, use client interceptors',
  'ConnectionOptions.metadata': 'gRPC headers; Redis has none',
  'WorkflowOptions.requestEagerStart': 'the first task goes over the task queue; `eagerlyStarted` is false',
  'WorkflowOptions.versioningOverride': 'worker deployment versioning, a feature of the Temporal server',
} as const;

export type OptionWithoutMeaning = keyof typeof OPTIONS_WITHOUT_MEANING;

/** Warns, once in a process, that this option was given and does nothing. */
export function warnOption(option: OptionWithoutMeaning): void {
  warnOnce(option, `${option} has no meaning in Perdure and is ignored (${OPTIONS_WITHOUT_MEANING[option]}).`);
}

/** Warns about every option of the group that has a value. */
export function warnOptions(group: string, options: Readonly<Record<string, unknown>>): void {
  for (const option of Object.keys(OPTIONS_WITHOUT_MEANING) as OptionWithoutMeaning[]) {
    const [owner, name] = option.split('.');
    if (owner === group && name !== undefined && isGiven(options[name])) warnOption(option);
  }
}

const EMPTY: readonly unknown[] = [Object.prototype, Array.prototype];

function isGiven(value: unknown): boolean {
  if (value == null) return false;
  if (typeof value !== 'object' || Object.keys(value).length > 0) return true;
  return !EMPTY.includes(Object.getPrototypeOf(value));
}
