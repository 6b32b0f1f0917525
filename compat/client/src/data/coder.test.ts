import { ApplicationFailure, ValueError } from '@temporalio/common';
import { loadDataConverter } from '@temporalio/common/lib/internal-non-workflow/data-converter-helpers';
import { describe, expect, it } from 'vitest';
import { ReverseCodec } from '../../test/reverse-codec';
import { PayloadTooLargeError } from '../errors';
import { Coder } from './coder';

const plain = new Coder(loadDataConverter({}), () => 2 ** 21);
const encrypting = new Coder(loadDataConverter({ payloadCodecs: [new ReverseCodec()] }), () => 2 ** 21);

describe('without codecs', () => {
  it('keeps JSON readable', async () => {
    expect(await plain.encodeAll([{ a: 1 }, undefined], 'it')).toEqual([
      { encoding: 'json/plain', data: '{"a":1}' },
      { encoding: 'binary/null' },
    ]);
  });

  it('refuses what JSON cannot say', async () => {
    await expect(plain.encodeAll([1n], 'it')).rejects.toThrow(ValueError);
  });
});

describe('with codecs', () => {
  it('sends values through them and back', async () => {
    const payloads = await encrypting.encodeAll(['secret', 2], 'it');
    expect(payloads[0]?.metadata).toEqual({ reversed: 'yes' });
    expect(JSON.stringify(payloads)).not.toContain('secret');
    expect(await encrypting.decodeAll(payloads)).toEqual(['secret', 2]);
    expect(await encrypting.decodeFirst(payloads)).toBe('secret');
  });

  it('sends memo fields through them one by one', async () => {
    const memo = await encrypting.encodeMap({ a: 'x', b: 'y' }, 'memo');
    expect(Object.values(memo ?? {}).every(({ metadata }) => metadata?.['reversed'] === 'yes')).toBe(true);
  });

  it('sends the details of failures and their causes through them', async () => {
    const error = ApplicationFailure.create({
      message: 'outer',
      details: ['d'],
      cause: ApplicationFailure.create({ message: 'inner', details: ['secret'] }),
    });
    const failure = await encrypting.encodeError(error);
    expect(JSON.stringify(failure)).not.toContain('secret');
    const decoded = await encrypting.decodeError(failure);
    expect(decoded).toBeInstanceOf(ApplicationFailure);
    expect((decoded.cause as ApplicationFailure).details).toEqual(['secret']);
  });
});

describe('sizes', () => {
  const small = new Coder(loadDataConverter({}), () => 10);

  it('counts bytes, not characters', async () => {
    await expect(small.encodeAll(['12345678'], 'The input')).resolves.toHaveLength(1);
    await expect(small.encodeAll(['ääää!'], 'The input')).rejects.toThrow(PayloadTooLargeError);
  });

  it('counts all payloads of a call together and says size, limit and way out', async () => {
    await expect(small.encodeAll(['1234', '1234'], 'The input of the workflow')).rejects.toThrow(
      /The input of the workflow is 12 bytes.*limit is 10 bytes.*payload codec.*raise maxPayloadBytes of the connection/,
    );
  });

  it('counts what binary data is before base64', async () => {
    await expect(small.encodeAll([new Uint8Array(10)], 'it')).resolves.toHaveLength(1);
    await expect(small.encodeAll([new Uint8Array(11)], 'it')).rejects.toThrow(PayloadTooLargeError);
  });
});
