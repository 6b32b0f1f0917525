import {
  CompositePayloadConverter,
  defaultPayloadConverter,
  METADATA_ENCODING_KEY,
  type Payload,
  type PayloadConverterWithEncoding,
} from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/encoding';
import { Money } from './money';

const ENCODING = 'text/money';

/** Amounts of money as `EUR 1250`. Values of other classes are left to the next converter: it returns undefined. */
class MoneyConverter implements PayloadConverterWithEncoding {
  readonly encodingType = ENCODING;

  toPayload(value: unknown): Payload | undefined {
    if (!(value instanceof Money)) return undefined;
    return {
      metadata: { [METADATA_ENCODING_KEY]: encode(ENCODING) },
      data: encode(`${value.currency} ${value.cents}`),
    };
  }

  fromPayload<T>(payload: Payload): T {
    const [currency = '', cents = ''] = decode(payload.data ?? new Uint8Array()).split(' ');
    return new Money(BigInt(cents), currency) as T;
  }
}

/**
 * Named by its path, because it is loaded three times: by the client, by the worker, and into the sandbox with the
 * workflows. So it may import nothing that workflows may not import.
 */
export const payloadConverter = new CompositePayloadConverter(
  new MoneyConverter(),
  ...defaultPayloadConverter.converters,
);
