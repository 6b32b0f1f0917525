import { proxyActivities, type WorkflowInterceptors } from '@perdure/workflow';
import { defaultPayloadConverter } from '@temporalio/common';
import type * as activities from '../support/activities';

const { echo } = proxyActivities<typeof activities>({ startToCloseTimeout: '30 seconds' });

const HEADER = 'secret';
const headers: { first?: string } = {};

/** Gives back the header it was started with. */
export async function seesHeader(): Promise<string> {
  await echo(1);
  return headers.first ?? 'no header';
}

/** Takes the header in, and hands it on to activities. Named as an interceptor module by the test. */
export function interceptors(): WorkflowInterceptors {
  return {
    inbound: [
      {
        async execute(input, next) {
          const header = input.headers[HEADER];
          if (header) headers.first = defaultPayloadConverter.fromPayload<string>(header);
          return await next(input);
        },
      },
    ],
    outbound: [
      {
        async scheduleActivity(input, next) {
          const header = defaultPayloadConverter.toPayload(headers.first);
          return await next({ ...input, headers: { ...input.headers, [HEADER]: header } });
        },
      },
    ],
  };
}
