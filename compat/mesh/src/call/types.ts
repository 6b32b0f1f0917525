/** What MeshCall is asked with. Names are HotMesh's. */
import type { RedisConfig } from '../connection/forms';
import type { AnyFunction } from '../functions';

/** Where Redis is, under either name. */
export interface CallConnection {
  readonly redis?: RedisConfig;
  readonly connection?: RedisConfig;
  /** Default 'default'. */
  readonly namespace?: string;
}

export interface ConnectParams<F extends AnyFunction = AnyFunction> extends CallConnection {
  /** What callers name. */
  readonly topic: string;
  /** Called with the arguments of the call; what it returns is JSON. */
  readonly callback: F;
  /** Names this process in descriptions of calls. Default: process id and host name. */
  readonly guid?: string;
  /** Calls at a time in this process. Default 100. */
  readonly maxConcurrent?: number;
}

export interface ExecOptions {
  /** Names the call: while one with this id and these arguments runs, others wait for it. With `ttl` its answer is cached. */
  readonly id?: string;
  /** How long the answer is cached: '15 minutes', 'infinity'. Needs an id. Default: not at all. */
  readonly ttl?: string;
  /** Drops the cached answer first. Default false. */
  readonly flush?: boolean;
  /** How long the caller waits. Default '30 seconds'. Afterwards the call is not made any more. */
  readonly timeout?: string;
  /** Runs in all when the function throws. Default 1. A call whose process dies is repeated in any case. */
  readonly maximumAttempts?: number;
  /** Texts for the function, which reads them by `MeshCall.headers()`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the wait; a call that nobody else waits for is cancelled. */
  readonly signal?: AbortSignal;
}

export interface ExecParams<A extends readonly unknown[] = readonly unknown[]> extends CallConnection {
  readonly topic: string;
  /** Arguments of the function: JSON. Default: none. */
  readonly args?: A;
  readonly options?: ExecOptions;
}

export interface FlushParams extends CallConnection {
  readonly topic: string;
  readonly id?: string;
  readonly options?: { readonly id: string };
}

export interface CronOptions {
  /** One job of a topic has the id. */
  readonly id: string;
  /** '1 day', '30 seconds' (whole seconds), or a cron expression of five to seven fields. */
  readonly interval: string;
  /** Time zone of a cron expression. Default UTC. */
  readonly timezone?: string;
  /** No run before that time is over: '10 minutes'. Default: none. */
  readonly delay?: string;
  /** Runs in all. Default: no limit. */
  readonly maxCycles?: number;
}

export interface CronParams<F extends AnyFunction = AnyFunction> extends CallConnection {
  readonly topic: string;
  /** Arguments of every run. Default: none. */
  readonly args?: Readonly<Parameters<F>>;
  /** The function; without it another process has it. */
  readonly callback?: F;
  /** Names this process in descriptions of calls. Default: process id and host name. */
  readonly guid?: string;
  readonly options: CronOptions;
}

export interface InterruptParams extends CallConnection {
  readonly topic: string;
  readonly options: { readonly id: string };
}
