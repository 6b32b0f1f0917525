import { defaultPayloadConverter, type Headers } from '@temporalio/common';

/** Adds a name to the way that these headers have come. */
export function via(headers: Headers, name: string): Headers {
  return { ...headers, way: defaultPayloadConverter.toPayload([...wayOf(headers), name]) };
}

/** The names that the headers have passed. */
export function wayOf({ way }: Headers): string[] {
  return way ? defaultPayloadConverter.fromPayload(way) : [];
}
