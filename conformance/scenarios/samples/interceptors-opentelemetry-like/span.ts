import { defaultPayloadConverter, type Headers } from '@temporalio/common';

export interface Span {
  readonly id: string;
  readonly parent: string | undefined;
}

const HEADER = 'parent-span';

export function parentOf(headers: Headers): string | undefined {
  const payload = headers[HEADER];
  return payload && defaultPayloadConverter.fromPayload<string>(payload);
}

export function withParent(headers: Headers, parent: string): Headers {
  return { ...headers, [HEADER]: defaultPayloadConverter.toPayload(parent) };
}
