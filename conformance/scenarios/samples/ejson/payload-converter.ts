import {
  CompositePayloadConverter,
  METADATA_ENCODING_KEY,
  type Payload,
  type PayloadConverterWithEncoding,
  UndefinedPayloadConverter,
} from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/encoding';
import { fromTagged, toTagged } from './tagged';

class TaggedJsonPayloadConverter implements PayloadConverterWithEncoding {
  readonly encodingType = 'json/tagged';

  toPayload(value: unknown): Payload | undefined {
    if (value === undefined) return undefined;
    return {
      metadata: { [METADATA_ENCODING_KEY]: encode(this.encodingType), format: encode('tagged') },
      data: encode(JSON.stringify(toTagged(value))),
    };
  }

  fromPayload<T>({ data }: Payload): T {
    return fromTagged(JSON.parse(decode(data ?? new Uint8Array()))) as T;
  }
}

export const payloadConverter = new CompositePayloadConverter(
  new UndefinedPayloadConverter(),
  new TaggedJsonPayloadConverter(),
);
