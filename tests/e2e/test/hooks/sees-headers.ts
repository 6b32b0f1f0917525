import { proxySinks, type Headers, type Sinks, type WorkflowInterceptors } from '@perdure/workflow';
import { defaultPayloadConverter } from '@temporalio/common';

interface SeenSinks extends Sinks {
  seen: { header(hook: string, value: string): void };
}

const { seen } = proxySinks<SeenSinks>();

function tell(hook: string, { mark }: Headers): void {
  if (mark) seen.header(hook, defaultPayloadConverter.fromPayload<string>(mark));
}

/** Tells with which header each hook was called. */
export function interceptors(): WorkflowInterceptors {
  return {
    inbound: [
      {
        async execute(input, next) {
          tell('execute', input.headers);
          return await next(input);
        },
        async handleSignal(input, next) {
          tell('handleSignal', input.headers);
          return await next(input);
        },
        async handleQuery(input, next) {
          tell('handleQuery', input.headers);
          return await next(input);
        },
        async handleUpdate(input, next) {
          tell('handleUpdate', input.headers);
          return await next(input);
        },
      },
    ],
  };
}
