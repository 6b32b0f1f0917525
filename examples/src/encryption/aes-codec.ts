import { webcrypto } from 'node:crypto';
import { METADATA_ENCODING_KEY, ValueError, type Payload, type PayloadCodec } from '@temporalio/common';

const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';
const NONCE_BYTES = 12;

const text = new TextEncoder();
const read = (bytes: Uint8Array | null | undefined): string => new TextDecoder().decode(bytes ?? new Uint8Array());

/**
 * Encrypts whole payloads with AES-GCM. The id of the key travels with the payload, so keys can be replaced while
 * histories with the old one are still open. Redis never sees what is inside.
 */
export class AesCodec implements PayloadCodec {
  readonly #keys: ReadonlyMap<string, webcrypto.CryptoKey>;
  readonly #currentKeyId: string;

  private constructor(keys: ReadonlyMap<string, webcrypto.CryptoKey>, currentKeyId: string) {
    this.#keys = keys;
    this.#currentKeyId = currentKeyId;
  }

  /** Raw keys by id. New payloads are encrypted with the current one; all of them can decrypt. */
  static async create(rawKeys: Readonly<Record<string, Uint8Array>>, currentKeyId: string): Promise<AesCodec> {
    const keys = new Map<string, webcrypto.CryptoKey>();
    for (const [id, raw] of Object.entries(rawKeys)) {
      const bytes = Uint8Array.from(raw);
      keys.set(id, await webcrypto.subtle.importKey('raw', bytes, 'AES-GCM', true, ['encrypt', 'decrypt']));
    }
    return new AesCodec(keys, currentKeyId);
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return await Promise.all(payloads.map((payload) => this.#encrypt(payload)));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return await Promise.all(payloads.map((payload) => this.#open(payload)));
  }

  async #encrypt(payload: Payload): Promise<Payload> {
    const iv = webcrypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const key = this.#key(this.#currentKeyId);
    const sealed = await webcrypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text.encode(toJson(payload)));
    return {
      metadata: { [METADATA_ENCODING_KEY]: text.encode(ENCODING), [KEY_ID]: text.encode(this.#currentKeyId) },
      data: Buffer.concat([iv, Buffer.from(sealed)]),
    };
  }

  /** Payloads from before encryption was switched on stay readable. */
  async #open(payload: Payload): Promise<Payload> {
    return read(payload.metadata?.[METADATA_ENCODING_KEY]) === ENCODING ? await this.#decrypt(payload) : payload;
  }

  async #decrypt(payload: Payload): Promise<Payload> {
    const data = Uint8Array.from(payload.data ?? []);
    const iv = data.subarray(0, NONCE_BYTES);
    const key = this.#key(read(payload.metadata?.[KEY_ID]));
    const opened = await webcrypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data.subarray(NONCE_BYTES));
    return fromJson(read(new Uint8Array(opened)));
  }

  #key(id: string): webcrypto.CryptoKey {
    const key = this.#keys.get(id);
    if (key === undefined) throw new ValueError(`No encryption key with the id '${id}'`);
    return key;
  }
}

interface JsonPayload {
  metadata: Record<string, string>;
  data: string;
}

function toJson({ metadata, data }: Payload): string {
  const encoded = Object.entries(metadata ?? {}).map(([key, value]) => [key, base64(value)]);
  const json: JsonPayload = {
    metadata: Object.fromEntries(encoded) as Record<string, string>,
    data: base64(data ?? new Uint8Array()),
  };
  return JSON.stringify(json);
}

function fromJson(json: string): Payload {
  const { metadata, data } = JSON.parse(json) as JsonPayload;
  const decoded = Object.entries(metadata).map(([key, value]) => [key, bytes(value)]);
  return { metadata: Object.fromEntries(decoded) as Record<string, Uint8Array>, data: bytes(data) };
}

const base64 = (value: Uint8Array): string => Buffer.from(value).toString('base64');
const bytes = (value: string): Uint8Array => Uint8Array.from(Buffer.from(value, 'base64'));
