import { AsyncLocalStorage } from '../async-context';
import { type Random, alea } from './alea';
import { seedOfRunId, seedOfStream } from './seed';

/** Something numbers are drawn from. */
export interface RandomSource {
  random(): number;
}

const override = new AsyncLocalStorage<RandomSource | undefined>();

/** The random numbers of one run: the same on every replay. */
export class RunRandom {
  #runId: string;
  #seed: readonly number[] | undefined;
  #main: Random | undefined;
  readonly #named = new Map<string, Random>();

  /** `runId` is the seed: the run id the run was first started with. */
  constructor(runId: string) {
    this.#runId = runId;
  }

  /** Begins anew with another seed: the run was reset and got another id. */
  reseed(runId: string): void {
    this.#runId = runId;
    this.#seed = undefined;
    this.#main = undefined;
    this.#named.clear();
  }

  /** The next number of the run's own stream. */
  readonly main = (): number => (this.#main ??= alea(this.#seedBytes()))();

  /** The next number of the stream in force where the caller executes: a named one inside `with`, else the main one. */
  readonly current = (): number => override.getStore()?.random() ?? this.main();

  /** A stream of its own, the same one for the same name. */
  named(name: string): Random {
    const known = this.#named.get(name);
    if (known !== undefined) return known;
    const stream = alea(seedOfStream(this.#seedBytes(), name));
    this.#named.set(name, stream);
    return stream;
  }

  /** Puts a stream in force while a function runs. */
  with<T>(source: RandomSource | undefined, fn: () => T): T {
    return override.run(source, fn);
  }

  /** The function, always run with the stream that is in force now. */
  // The signature of `composeInterceptorsWith`.

  bind<F extends (...args: any[]) => any>(fn: F): F {
    const source = override.getStore();
    return ((...args: unknown[]) => this.with(source, () => fn(...args) as unknown)) as F;
  }

  #seedBytes(): readonly number[] {
    return (this.#seed ??= seedOfRunId(this.#runId));
  }
}
