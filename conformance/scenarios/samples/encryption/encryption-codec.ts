import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec, ValueError } from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/encoding';
import { temporal } from '@temporalio/proto';

const ENCODING = 'binary/encrypted';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** 32 bytes each, by name. */
export type Keys = Readonly<Record<string, Buffer>>;

/** Encrypts with the key `current`, and decrypts what any of the keys has encrypted. */
export class EncryptionCodec implements PayloadCodec {
  readonly #keys: Keys;
  readonly #current: string;

  constructor(keys: Keys, current: string) {
    this.#keys = keys;
    this.#current = current;
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => ({
      metadata: { [METADATA_ENCODING_KEY]: encode(ENCODING), 'key-name': encode(this.#current) },
      data: seal(this.#key(this.#current), temporal.api.common.v1.Payload.encode(payload).finish()),
    }));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => this.#decodeOne(payload));
  }

  #decodeOne(payload: Payload): Payload {
    const { [METADATA_ENCODING_KEY]: encoding, 'key-name': name } = payload.metadata ?? {};
    if (!encoding || decode(encoding) !== ENCODING) return payload;
    if (!name || !payload.data)
      throw new ValueError('An encrypted payload without the name of its key, or without data');
    return temporal.api.common.v1.Payload.decode(open(this.#key(decode(name)), payload.data));
  }

  #key(name: string): Buffer {
    const key = this.#keys[name];
    if (!key) throw new ValueError(`There is no key ${name}`);
    return key;
  }
}

function seal(key: Buffer, bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function open(key: Buffer, bytes: Uint8Array): Uint8Array {
  const sealedAt = NONCE_BYTES + TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, sealedAt));
  return Buffer.concat([decipher.update(bytes.subarray(sealedAt)), decipher.final()]);
}
