import type { Payload, PayloadCodec } from '@temporalio/common';

/** Turns the bytes of every payload round and marks it: shows which values went through codecs. */
export class ReverseCodec implements PayloadCodec {
  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map(({ data, metadata }) => ({
      metadata: { ...metadata, reversed: Buffer.from('yes') },
      data: data && Uint8Array.from(data).reverse(),
    }));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const { reversed, ...metadata } = payload.metadata ?? {};
      if (reversed === undefined) return payload;
      return { metadata, data: payload.data && Uint8Array.from(payload.data).reverse() };
    });
  }
}
