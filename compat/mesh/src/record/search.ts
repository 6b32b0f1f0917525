/** The record of an execution, from inside its function: every call is a step, taken once. */
import type { EngineClient, RecordChange, RecordTarget } from '@perdure/engine';
import { callOnce } from '../flow/call-once';
import type { Origin } from '../flow/origin';
import { finalFailure } from './failures';
import { recordEngine } from './engine';
import { stepsToForget } from './kept-steps';
import { type FieldValue, fieldText } from './values';

type Read = Readonly<Record<string, string>> | undefined;

/**
 * Reads and writes the fields of a record. A write is applied exactly once, however often the function is brought back to this
 * step and whatever dies in between; a replay gets what it answered then.
 */
export class Search {
  readonly #owner: Origin & { readonly runId?: string };

  constructor(owner: Origin & { readonly runId?: string }) {
    this.#owner = owner;
  }

  /** Sets fields, as names and values in turn or as one object. Answers how many of them are new. */
  async set(...args: readonly [Readonly<Record<string, FieldValue>>] | readonly FieldValue[]): Promise<number> {
    return sum(await this.#change('set', setChanges(args)));
  }

  /** The value of a field; undefined when there is none. */
  async get(field: string): Promise<string | undefined> {
    return (await this.#read('get', [field]))?.[field];
  }

  /** Values of fields, in the order of their names. */
  async mget(...fields: string[]): Promise<(string | undefined)[]> {
    const row = await this.#read('mget', fields);
    return fields.map((field) => row?.[field]);
  }

  /** All fields. */
  async all(): Promise<Record<string, string>> {
    return { ...(await this.#read('all')) };
  }

  /** Removes fields. Answers how many there were. */
  async del(...fields: string[]): Promise<number> {
    return sum(
      await this.#change(
        'del',
        fields.map((field) => ({ change: 'unset', field })),
      ),
    );
  }

  /** Adds to the number in a field, 0 when there is none. Answers the new number. @throws when it holds no number. */
  async incr(field: string, by = 1): Promise<number> {
    return await this.#calculate({ change: 'add', field, by });
  }

  /** Multiplies the number in a field, 1 when there is none. Answers the new number. @throws when it holds no number. */
  async mult(field: string, by: number): Promise<number> {
    return await this.#calculate({ change: 'multiply', field, by });
  }

  async #calculate(change: RecordChange): Promise<number> {
    const [value] = await this.#change(change.change === 'add' ? 'incr' : 'mult', [change]);
    return Number(value);
  }

  #change(what: string, changes: readonly RecordChange[]): Promise<readonly string[]> {
    const keep = stepsToForget();
    const label = `search ${what} ${changes.map(({ field }) => field).join(' ')}`;
    return callOnce(
      'search',
      label,
      async (step) => {
        const request = { step, forget: keep.forget };
        return await finalFailure(async () => {
          const engine = await recordEngine();
          return await engine.records.change(await targetOf(engine, this.#owner), changes, request);
        });
      },
      keep.written,
    );
  }

  #read(what: string, fields?: readonly string[]): Promise<Read> {
    return callOnce('search', `search ${what} ${(fields ?? []).join(' ')}`, async () =>
      finalFailure(async () => {
        const engine = await recordEngine();
        return await engine.records.read(await targetOf(engine, this.#owner), fields);
      }),
    );
  }
}

/** Of an execution that is named by its id alone, the type is looked up. */
async function targetOf(engine: EngineClient, owner: Origin): Promise<RecordTarget> {
  if (owner.entity !== undefined) return { ...owner, entity: owner.entity };
  const { run, firstRunId } = await engine.describe({ workflowId: owner.workflowId });
  return { ...owner, entity: run['type'] ?? '', firstRunId };
}

function setChanges(args: readonly unknown[]): RecordChange[] {
  const [first] = args;
  const pairs =
    args.length === 1 && typeof first === 'object' && first !== null
      ? Object.entries(first)
      : Array.from({ length: Math.ceil(args.length / 2) }, (_, n): [unknown, unknown] => [
          args[2 * n],
          args[2 * n + 1],
        ]);
  return pairs.map(([field, value]) => {
    if (typeof field !== 'string')
      throw new TypeError(`search().set wants names and values in turn, not ${String(field)}`);
    return { change: 'set', field, value: fieldText(field, value) };
  });
}

function sum(results: readonly string[]): number {
  return results.reduce((total, result) => total + Number(result), 0);
}
