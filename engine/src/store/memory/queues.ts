/** Task queues: lists by priority, and the bell that says there is something. */
import type { QueueName } from '../contract';
import { PRIORITIES } from '../limits';
import { bellKey, queueKey } from './key-names';
import type { Turn } from './turn';

export function pushReference(turn: Turn, queue: QueueName, priority: number, reference: string): void {
  turn.keys.push(queueKey(queue, priority), reference);
  turn.ring(bellKey(queue));
}

export function pushReferenceFirst(turn: Turn, queue: QueueName, priority: number, reference: string): void {
  turn.keys.unshift(queueKey(queue, priority), reference);
  turn.ring(bellKey(queue));
}

/** The next reference, most urgent first. */
export function takeReference(turn: Turn, queue: QueueName): string | undefined {
  for (const priority of PRIORITIES) {
    const reference = turn.keys.shift(queueKey(queue, priority));
    if (reference !== undefined) return reference;
  }
  return undefined;
}

export function isEmpty(turn: Turn, queue: QueueName): boolean {
  return PRIORITIES.every((priority) => !turn.keys.has(queueKey(queue, priority)));
}

/** After a poll: a queue with tasks has a token, an empty one has none. */
export function settleBell(turn: Turn, queue: QueueName): void {
  if (isEmpty(turn, queue)) turn.keys.delete(bellKey(queue));
  else turn.ring(bellKey(queue));
}
