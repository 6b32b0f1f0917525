import type { HostBindings } from './bindings';
import { asSandboxErrors } from './realm-errors';

/** TextEncoder and TextDecoder whose arrays and errors belong to the sandbox's realm. */
export function textGlobals(host: HostBindings): Record<string, unknown> {
  const encoder = new host.TextEncoder();

  class TextEncoder {
    get encoding(): string {
      return 'utf-8';
    }

    encode(input: unknown = ''): Uint8Array {
      const text = String(input);
      const scratch = new Uint8Array(text.length * 3);
      return scratch.slice(0, encoder.encodeInto(text, scratch).written);
    }

    encodeInto(input: unknown, target: Uint8Array): { read: number; written: number } {
      const { read, written } = asSandboxErrors(() => encoder.encodeInto(String(input), target));
      return { read, written };
    }
  }

  class TextDecoder {
    readonly #decoder: InstanceType<HostBindings['TextDecoder']>;

    constructor(label?: string, options?: TextDecoderOptions) {
      this.#decoder = asSandboxErrors(() => new host.TextDecoder(label, options));
    }

    get encoding(): string {
      return this.#decoder.encoding;
    }

    get fatal(): boolean {
      return this.#decoder.fatal;
    }

    get ignoreBOM(): boolean {
      return this.#decoder.ignoreBOM;
    }

    decode(input?: Uint8Array, options?: { stream?: boolean }): string {
      return asSandboxErrors(() => this.#decoder.decode(input, options));
    }
  }

  return { TextEncoder, TextDecoder };
}

type TextDecoderOptions = ConstructorParameters<HostBindings['TextDecoder']>[1];
