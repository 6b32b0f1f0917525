/** What becomes of one environment variable, wherever it is set. */
import type { ChangeClass } from '../model/finding';
import {
  addressQuestion,
  anyAddress,
  isRedisUrl,
  type TemporalAddress,
  temporalAddress,
  TEMPORAL_PORT,
} from './temporal-address';
import { variableUse } from './variables';

export interface SettingChange {
  readonly class: ChangeClass;
  readonly message: string;
  /** The new value; undefined: it stays. */
  readonly value?: string;
  readonly question?: string;
  /** The variable makes connections fail while it is set. */
  readonly isRefused?: boolean;
}

/** The Redis URL for an address, in the place where the setting stands. */
export type UrlFor = (address: TemporalAddress) => string;

/** Undefined for variables that are none of Temporal's, have no value, or are changed already. */
export function changeSetting(name: string, value: string, urlFor: UrlFor): SettingChange | undefined {
  const fallback = /^(\$\{\w+:?-)([^{}]*)\}$/.exec(value);
  if (fallback) return withFallback(fallback[1] ?? '', changeSetting(name, fallback[2] ?? '', urlFor));
  const use = variableUse(name);
  const isReference = /^\$\{?\w+\}?$|^\$\{\{.*\}\}$/.test(value);
  if (value.trim() === '' || isRedisUrl(value)) return undefined;
  if (use === 'api key') return apiKey(name);
  if (use === 'tls') return isOff(value) ? undefined : tls(name);
  if (isReference) return use === 'address' || use === 'host' ? elsewhere(name) : undefined;
  const address =
    temporalAddress(value) ?? computedInCloud(value) ?? (use === 'address' ? anyAddress(value) : undefined);
  if (address) return moved(name, urlFor(address), address);
  if (use === 'host') return ofHost(name, value, urlFor);
  return use === 'port' && value === TEMPORAL_PORT ? small(name, new URL(urlFor(LOCAL)).port || '6379') : undefined;
}

/** `https://${{ vars.NAMESPACE }}.tmprl.cloud:7233` */
function computedInCloud(value: string): TemporalAddress | undefined {
  return /\.(tmprl\.cloud|api\.temporal\.io)(:\d+)?$/.test(value) ? { kind: 'cloud', host: value } : undefined;
}

const LOCAL: TemporalAddress = { kind: 'local', host: 'localhost' };

function withFallback(variable: string, change: SettingChange | undefined): SettingChange | undefined {
  return change?.value === undefined ? change : { ...change, value: `${variable}${change.value}}` };
}

function ofHost(name: string, value: string, urlFor: UrlFor): SettingChange | undefined {
  const address = anyAddress(value);
  if (address === undefined) return undefined;
  const { hostname } = new URL(urlFor(address));
  return hostname === value ? undefined : moved(name, hostname, address);
}

function moved(name: string, value: string, address: TemporalAddress): SettingChange {
  const question = addressQuestion(address);
  return { ...small(name, value), ...(question !== undefined && { question, class: 'operational-change' as const }) };
}

function small(name: string, value: string): SettingChange {
  return { class: 'small-rewrite', message: `${name} becomes ${value}`, value };
}

function elsewhere(name: string): SettingChange {
  return { class: 'operational-change', message: `${name} is set elsewhere: let it be a redis:// URL there` };
}

function apiKey(name: string): SettingChange {
  return {
    class: 'operational-change',
    message: `${name}: Redis has no API keys, and a connection with one is refused`,
    question: `Does the Redis URL carry user name and password? Redis has no API keys: ${name} must not be set.`,
    isRefused: true,
  };
}

function tls(name: string): SettingChange {
  return {
    class: 'operational-change',
    message: `${name} is about the TLS of a Temporal server`,
    question: `Is ${name} right for Redis? A rediss:// URL is enough where the authorities of the system are trusted.`,
  };
}

function isOff(value: string): boolean {
  return /^(false|0|no|off)$/i.test(value.trim());
}
