import { defineQuery, defineSignal } from '@temporalio/workflow';

export const goal = defineSignal<[by: string]>('goal');
export const goals = defineQuery<string[]>('goals');
