/** What is refused before anything is written. */
import { checkNames, type Names } from '../option-names';
import type { ExecOptions } from './types';

const EXEC_OPTIONS = {
  id: true,
  ttl: true,
  flush: true,
  timeout: true,
  maximumAttempts: true,
  headers: true,
  signal: true,
} satisfies Names<ExecOptions>;

/** @throws TypeError for a topic that is no text. */
export function checkTopic(topic: unknown): asserts topic is string {
  if (typeof topic === 'string' && topic !== '') return;
  throw new TypeError(`MeshCall needs a topic, a text that is not empty; it got ${shown(topic)}`);
}

/** @throws TypeError for an id that is no text. */
export function checkId(what: string, id: unknown): asserts id is string {
  if (typeof id === 'string' && id !== '') return;
  throw new TypeError(`${what} needs an id as options.id, a text that is not empty; it got ${shown(id)}`);
}

/** @throws TypeError for arguments that are no list. */
export function checkArgs(args: unknown): asserts args is readonly unknown[] {
  if (!Array.isArray(args))
    throw new TypeError(`The args of a call are a list; they are ${shown(args)}: write args: [value]`);
}

/** @throws TypeError that names the option and what it takes. */
export function checkExecOptions(options: ExecOptions): void {
  checkNames('MeshCall.exec', options, EXEC_OPTIONS);
  const { id, ttl, maximumAttempts, headers, signal } = options;
  if (id !== undefined) checkId('A call', id);
  if (ttl !== undefined && id === undefined) {
    throw new TypeError('A ttl needs an id: it names the answer that is kept');
  }
  if (options.flush === true && id === undefined) {
    throw new TypeError('flush needs an id: it names the answer that is dropped');
  }
  if (maximumAttempts !== undefined && (!Number.isInteger(maximumAttempts) || maximumAttempts < 1)) {
    throw new TypeError(`maximumAttempts is ${shown(maximumAttempts)}: give it a whole number from 1`);
  }
  checkHeaders(headers);
  if (signal !== undefined && typeof (signal as Partial<AbortSignal> | null)?.addEventListener !== 'function') {
    throw new TypeError(`signal is ${shown(signal)}: give it the signal of an AbortController`);
  }
}

function checkHeaders(headers: unknown): void {
  if (headers === undefined) return;
  const isObject = typeof headers === 'object' && headers !== null && !Array.isArray(headers);
  if (isObject && Object.values(headers).every((value) => typeof value === 'string')) return;
  throw new TypeError('The headers of a call are an object of texts');
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list' : 'an object') : String(value);
}
