import { defaultPayloadConverter, type Headers } from '@temporalio/common';

export interface CallContext {
  readonly tenant: string;
}

/** What Node's and the sandbox's AsyncLocalStorage have in common. */
export interface Storage {
  getStore(): CallContext | undefined;
  run<T>(context: CallContext, work: () => T): T;
}

const HEADER = 'call-context';

/** Headers as they are, and the context. */
export function inject(storage: Storage, headers: Headers): Headers {
  const context = storage.getStore();
  return context ? { ...headers, [HEADER]: defaultPayloadConverter.toPayload(context) } : headers;
}

/** Does the work in the context that the headers carry. */
export function inContextOf<T>(storage: Storage, headers: Headers, work: () => T): T {
  const payload = headers[HEADER];
  return payload ? storage.run(defaultPayloadConverter.fromPayload<CallContext>(payload), work) : work();
}
