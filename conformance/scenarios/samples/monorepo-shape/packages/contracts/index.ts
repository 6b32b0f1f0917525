/** Loaded by all packages; imports nothing of the SDK but definitions. */
import { defineQuery, defineSignal } from '@temporalio/workflow';

export interface Order {
  readonly dish: string;
  readonly plates: number;
}

export interface KitchenActivities {
  cook(dish: string): Promise<string>;
}

export const serve = defineSignal<[waiter: string]>('serve');
export const onTheWay = defineQuery<number>('onTheWay');
