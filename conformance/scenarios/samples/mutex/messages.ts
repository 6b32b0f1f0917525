import { defineSignal } from '@temporalio/workflow';

export interface Request {
  readonly workflowId: string;
  /** Names the release. */
  readonly grantId: string;
  /** How long it may be held. */
  readonly patienceMs: number;
}

export const request = defineSignal<[Request]>('request');
export const granted = defineSignal<[grantId: string]>('granted');
