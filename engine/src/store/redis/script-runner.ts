/**
 * Owns how the scripts run on one client: as functions of a library, which the server makes once, or by hash (EVALSHA),
 * where every call makes its functions anew.
 *
 * 1. A server that does not know the library (new, restarted, flushed, a failover's) is given it and the call is repeated:
 *    a function that is not found has done nothing.
 * 2. A server without functions, or one that does not let this user have them, is sent scripts from then on.
 * 3. Loading fails no call. When it does not help, the call runs as a script: both forms do the same.
 */
import type { Writable } from 'node:stream';
import { type LuaLibrary, type LuaScript, loadLibrary, loadLua } from './load-lua';
import { type Arg, type ScriptCall, type ScriptName, SCRIPTS } from './scripts';

interface Node {
  call(command: string, ...args: string[]): Promise<unknown>;
}

/** What running a script needs of a Redis client. */
export interface ScriptClient extends Node {
  readonly isCluster: boolean;
  fcall(name: string, keys: number, ...args: Arg[]): Promise<unknown>;
  evalsha(sha: string, keys: number, ...args: Arg[]): Promise<unknown>;
  eval(source: string, keys: number, ...args: Arg[]): Promise<unknown>;
  /** Of a cluster. */
  nodes?(role: 'master'): readonly Node[];
  /** Of a single server, while it is connected. */
  readonly stream?: Pick<Writable, 'cork' | 'uncork'> | null;
}

const NOT_FOUND = /^ERR Function not found/;
/** Redis before 7 and servers like it; users without FCALL or FUNCTION; a server that cannot read the library. */
const DENIED = /^(NOPERM|ERR unknown command|ERR Error (compiling|registering|loading)|ERR .*(disabled|unsupported))/i;

export class ScriptRunner {
  readonly #client: ScriptClient;
  /** Undefined where the server has no functions for us. */
  #library: LuaLibrary | undefined = ourLibrary();
  #loading: Promise<void> | undefined;
  /** Holds back what is written until the end of this turn. */
  #corked: ScriptClient['stream'];

  constructor(client: ScriptClient) {
    this.#client = client;
  }

  /** Runs one script on the shard of `prefix`. */
  async run<N extends ScriptName>(name: N, prefix: string, call: ScriptCall<N>): Promise<unknown> {
    const args = orderedArgs(name, prefix, call);
    this.#cork();
    for (let attempt = 1; this.#library && attempt <= 2; attempt++) {
      try {
        return await this.#client.fcall(`${this.#library.name}_${name}`, 1, ...args);
      } catch (error) {
        if (!(await this.#overcome(error, attempt))) throw error;
      }
    }
    return this.#runScript(script(name, call.features?.() ?? []), args);
  }

  /** Calls of one turn leave in one write. */
  #cork(): void {
    const { stream } = this.#client;
    if (!stream || this.#corked) return;
    this.#corked = stream;
    stream.cork();
    process.nextTick(() => {
      this.#corked = undefined;
      stream.uncork();
    });
  }

  /** Whether the call may be tried again, as it was or as a script. */
  async #overcome(error: unknown, attempt: number): Promise<boolean> {
    const message = messageOf(error);
    if (DENIED.test(message)) this.#library = undefined;
    else if (!NOT_FOUND.test(message)) return false;
    else if (attempt === 1) await (this.#loading ??= this.#load().finally(() => (this.#loading = undefined)));
    return true;
  }

  /** On every master that lacks it. */
  async #load(): Promise<void> {
    const { source = '' } = this.#library ?? {};
    const client = this.#client;
    const nodes = client.isCluster ? (client.nodes?.('master') ?? []) : [client];
    const loads = await Promise.allSettled(nodes.map((node) => node.call('FUNCTION', 'LOAD', source)));
    const isDenied = loads.some((load) => load.status === 'rejected' && DENIED.test(messageOf(load.reason)));
    if (isDenied) this.#library = undefined;
  }

  async #runScript({ source, sha }: LuaScript, args: readonly [string, ...Arg[]]): Promise<unknown> {
    try {
      return await this.#client.evalsha(sha, 1, ...args);
    } catch (error) {
      // Never seen by this server, or forgotten: a restart, a failover, SCRIPT FLUSH.
      if (!messageOf(error).startsWith('NOSCRIPT')) throw error;
      return this.#client.eval(source, 1, ...args);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The key and the arguments as the script wants them. */
function orderedArgs<N extends ScriptName>(name: N, prefix: string, { args, rest }: ScriptCall<N>): [string, ...Arg[]] {
  const ordered: [string, ...Arg[]] = [prefix];
  for (const arg of SCRIPTS[name].args as readonly (keyof typeof args)[]) ordered.push(args[arg]);
  if (rest) for (const arg of rest) ordered.push(arg);
  return ordered;
}

let library: LuaLibrary | undefined;

function ourLibrary(): LuaLibrary {
  return (library ??= loadLibrary(Object.keys(SCRIPTS)));
}

const loaded = new Map<string, LuaScript>();

function script(name: ScriptName, features: readonly string[]): LuaScript {
  const variant = features.length === 0 ? name : `${name} ${features.join(' ')}`;
  let found = loaded.get(variant);
  if (!found) loaded.set(variant, (found = loadLua(name, features)));
  return found;
}
