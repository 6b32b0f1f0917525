import type { HostBindings } from './bindings';
import { asSandboxErrors } from './realm-errors';

const URL_PARTS = [
  'href',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
];

/** URL and URLSearchParams whose objects, lists and errors belong to the sandbox's realm. */
export function urlGlobals(host: HostBindings): Record<string, unknown> {
  const URLSearchParams = searchParamsClass(host);
  return { URL: urlClass(host, URLSearchParams), URLSearchParams };
}

type Pair = [string, string];
type HostParams = InstanceType<HostBindings['URLSearchParams']>;

// As the standard does: whatever it is, its text counts.
const asText = (value: unknown): string => `${value as string}`;

const copyPair = ([name, value]: readonly string[]): Pair => [name as string, value as string];

function searchParamsClass(host: HostBindings) {
  return class URLSearchParams {
    #params: HostParams;

    constructor(init?: unknown) {
      this.#params = asSandboxErrors(() => new host.URLSearchParams(plainInit(init) as string));
    }

    /** The view of a URL's own parameters: changes go through to the URL. */
    static of(params: HostParams): URLSearchParams {
      const view = new URLSearchParams();
      view.#params = params;
      return view;
    }

    get size(): number {
      return [...this.#params.keys()].length;
    }
    append(name: string, value: string): void {
      asSandboxErrors(() => this.#params.append(String(name), String(value)));
    }
    delete(name: string, value?: string): void {
      const kept = this.#pairs().filter(([n, v]) => n !== String(name) || (value !== undefined && v !== String(value)));
      for (const n of new Set(this.#pairs().map(([each]) => each))) this.#params.delete(n);
      for (const [n, v] of kept) this.#params.append(n, v);
    }
    get(name: string): string | null {
      return this.#params.get(String(name));
    }
    getAll(name: string): string[] {
      return Array.from(this.#params.getAll(String(name)));
    }
    has(name: string, value?: string): boolean {
      return this.#pairs().some(([n, v]) => n === String(name) && (value === undefined || v === String(value)));
    }
    set(name: string, value: string): void {
      asSandboxErrors(() => this.#params.set(String(name), String(value)));
    }
    sort(): void {
      this.#params.sort();
    }
    toString(): string {
      return this.#params.toString();
    }
    forEach(callback: (value: string, name: string, params: URLSearchParams) => void, self?: unknown): void {
      for (const [name, value] of this.#pairs()) callback.call(self, value, name, this);
    }
    *entries(): Generator<Pair> {
      yield* this.#pairs();
    }
    *keys(): Generator<string> {
      for (const [name] of this.#pairs()) yield name;
    }
    *values(): Generator<string> {
      for (const [, value] of this.#pairs()) yield value;
    }
    [Symbol.iterator](): Generator<Pair> {
      return this.entries();
    }
    get [Symbol.toStringTag](): string {
      return 'URLSearchParams';
    }

    #pairs(): Pair[] {
      return Array.from(this.#params, copyPair);
    }
  };
}

/** Own params, iterables and records as a list of pairs: the host never walks objects of the sandbox. */
function plainInit(init: unknown): unknown {
  if (init === undefined || init === null || typeof init !== 'object')
    return init === undefined ? undefined : asText(init);
  if (Symbol.iterator in init) return Array.from(init as Iterable<string[]>, copyPair);
  return Object.entries(init).map(([name, value]) => [name, String(value)]);
}

function urlClass(host: HostBindings, Params: ReturnType<typeof searchParamsClass>) {
  class URL {
    readonly #url: InstanceType<HostBindings['URL']>;
    #params: InstanceType<typeof Params> | undefined;

    constructor(input: unknown, base?: unknown) {
      this.#url = asSandboxErrors(() => new host.URL(asText(input), base === undefined ? undefined : asText(base)));
    }

    static canParse(input: unknown, base?: unknown): boolean {
      try {
        return new URL(input, base) !== undefined;
      } catch {
        return false;
      }
    }

    static part(this: void, url: URL): InstanceType<HostBindings['URL']> {
      return url.#url;
    }

    get origin(): string {
      return this.#url.origin;
    }
    get searchParams(): InstanceType<typeof Params> {
      return (this.#params ??= Params.of(this.#url.searchParams));
    }
    toString(): string {
      return this.#url.href;
    }
    toJSON(): string {
      return this.#url.href;
    }
    get [Symbol.toStringTag](): string {
      return 'URL';
    }
  }

  const hostOf = URL.part;
  for (const part of URL_PARTS) {
    Object.defineProperty(URL.prototype, part, {
      configurable: true,
      enumerable: true,
      get(this: URL) {
        return Reflect.get(hostOf(this), part) as unknown;
      },
      set(this: URL, value: unknown) {
        asSandboxErrors(() => Reflect.set(hostOf(this), part, String(value)));
      },
    });
  }
  Reflect.deleteProperty(URL, 'part');
  return URL;
}
