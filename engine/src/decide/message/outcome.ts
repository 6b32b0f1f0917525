/** `delivered`: applied (now or before). `refused`: the target is not there, or would not have it. */
export type DeliveryOutcome = 'delivered' | 'refused';
