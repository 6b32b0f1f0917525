import { type Payload, RawValue, defaultPayloadConverter, encodingKeys } from '@temporalio/common';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { payloadFromWire, payloadToWire, valueFromWire, valueToWire } from '../src/wire';
import { decodeBase64, encodeBase64 } from '../src/wire/base64';

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('payloads', () => {
  test('JSON stays readable text', () => {
    expect(payloadToWire(defaultPayloadConverter.toPayload({ name: 'Zoë' }))).toEqual({
      encoding: 'json/plain',
      data: '{"name":"Zoë"}',
    });
  });

  test('bytes are base64', () => {
    expect(payloadToWire(defaultPayloadConverter.toPayload(bytes(0, 255)))).toEqual({
      encoding: 'binary/plain',
      data: 'AP8=',
      binary: true,
    });
  });

  test('undefined has no data', () => {
    expect(payloadToWire(defaultPayloadConverter.toPayload(undefined))).toEqual({ encoding: 'binary/null' });
  });

  test.each<[string, Payload]>([
    ['a byte order mark', { metadata: { encoding: encodingKeys.METADATA_ENCODING_JSON }, data: utf8('\ufeff"x"') }],
    [
      'JSON that is no UTF-8',
      { metadata: { encoding: encodingKeys.METADATA_ENCODING_JSON }, data: bytes(34, 255, 34) },
    ],
    ['other metadata', { metadata: { encoding: utf8('json/protobuf'), messageType: utf8('a.B') }, data: utf8('{}') }],
    ['binary metadata', { metadata: { encoding: utf8('binary/encrypted'), iv: bytes(128, 1) }, data: bytes(1, 2) }],
    ['no encoding', { metadata: {}, data: bytes(7) }],
    ['an encoding that is no text', { metadata: { encoding: bytes(200) }, data: bytes(7) }],
    ['empty data', { metadata: { encoding: utf8('json/plain') }, data: bytes() }],
  ])('%s survives the way there and back', (_name, payload) => {
    expect(payloadFromWire(payloadToWire(payload))).toEqual(payload);
  });
});

describe('values', () => {
  test('plain JSON takes the short way and means the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const wire = valueToWire(defaultPayloadConverter, value);
        expect(wire).toEqual(payloadToWire(defaultPayloadConverter.toPayload(value)));
        expect(valueFromWire(defaultPayloadConverter, wire)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('raw values are passed on as they are', () => {
    const wire = valueToWire(defaultPayloadConverter, new RawValue('inner'));
    expect(wire).toEqual({ encoding: 'json/plain', data: '"inner"' });
  });

  test.each([1n, Symbol('s')])('what cannot be converted gives the error of the converter', (value) => {
    const attempt = (run: () => unknown): unknown => {
      try {
        return run();
      } catch (error) {
        return String(error);
      }
    };
    expect(attempt(() => valueToWire(defaultPayloadConverter, value))).toEqual(
      attempt(() => payloadToWire(defaultPayloadConverter.toPayload(value))),
    );
  });
});

test('base64 agrees with Node', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (data) => {
      const text = Buffer.from(data).toString('base64');
      expect(encodeBase64(data)).toBe(text);
      expect(decodeBase64(text)).toEqual(data);
    }),
  );
  expect(() => decodeBase64('a!==')).toThrow(TypeError);
});
