import { proxySinks, type Sinks, type WorkflowInterceptors } from '@perdure/workflow';

interface SeenSinks extends Sinks {
  seen: { headers(where: string, names: string[]): void };
}

const { seen } = proxySinks<SeenSinks>();

/** Tells which headers reach workflow code. */
export function interceptors(): WorkflowInterceptors {
  return {
    inbound: [
      {
        async execute(input, next) {
          seen.headers('execute', Object.keys(input.headers));
          return await next(input);
        },
        async handleSignal(input, next) {
          seen.headers('handleSignal', Object.keys(input.headers));
          return await next(input);
        },
      },
    ],
  };
}
