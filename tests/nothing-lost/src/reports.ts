/** What the processes under test say to the test, and the test to them, over the channel of `fork`. */

import type { ActivityOptions } from '@perdure/client';

export type Report =
  | { readonly kind: 'ready' }
  /** An activity function was entered. */
  | {
      readonly kind: 'activity';
      readonly name: string;
      readonly workflowId: string;
      readonly attempt: number;
      readonly token: string;
    }
  /** What came of a call. */
  | { readonly kind: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string }
  /** A worker logged a warning or an error. */
  | { readonly kind: 'log'; readonly text: string };

/** A call that a client process makes. */
export type Call =
  | {
      readonly do: 'start';
      readonly workflowType: string;
      readonly workflowId: string;
      readonly args: readonly unknown[];
    }
  | ({ readonly do: 'startActivity'; readonly activityType: string } & ActivityOptions)
  | { readonly do: 'signalWithStart'; readonly workflowId: string; readonly sender: string }
  | { readonly do: 'update'; readonly workflowId: string; readonly value: string }
  | { readonly do: 'result'; readonly workflowId: string }
  | {
      readonly do: 'signals';
      readonly workflowId: string;
      readonly sender: string;
      readonly from: number;
      readonly to: number;
    }
  | { readonly do: 'complete'; readonly token: string; readonly result: string };

export interface Request {
  readonly id: number;
  readonly call: Call;
}

/** What a process is started with, in PERDURE_TEST_PROCESS. */
export interface ProcessOptions {
  readonly redis: string;
  readonly namespace: string;
  readonly identity: string;
}

export const TASK_QUEUE = 'nothing-lost';

export function processOptions(): ProcessOptions {
  return JSON.parse(process.env['PERDURE_TEST_PROCESS'] ?? '') as ProcessOptions;
}

/** Nobody listens any more when the test has ended. */
export function report(message: Report): void {
  if (process.connected) process.send?.(message, () => undefined);
}
