import type { Headers, WorkflowInterceptors } from '@perdure/workflow';
import { USER_HEADER } from './header';

/** Runs in the sandbox: keeps the header the workflow was started with, and adds it to what the workflow calls. */
export function interceptors(): WorkflowInterceptors {
  let user: Headers[string] | undefined;
  return {
    inbound: [
      {
        async execute(input, next) {
          user = input.headers[USER_HEADER];
          return await next(input);
        },
      },
    ],
    outbound: [
      {
        async scheduleActivity(input, next) {
          if (user === undefined) return await next(input);
          return await next({ ...input, headers: { ...input.headers, [USER_HEADER]: user } });
        },
      },
    ],
  };
}
