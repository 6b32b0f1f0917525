import { expect, it } from 'vitest';
import { checkNotReserved, idOfReserved, isStandalone, reservedId, reservedKind } from './reserved-ids';

it('ids of activities and schedules are told apart from those of workflows', () => {
  const workflowId = reservedId('activity', 'a:b');
  expect(reservedKind(workflowId)).toBe('activity');
  expect(idOfReserved('activity', workflowId)).toBe('a:b');
  expect(idOfReserved('schedule', workflowId)).toBeUndefined();
  expect(isStandalone({ workflowId })).toBe(true);
  expect([reservedKind('w'), reservedKind('__other'), reservedKind('activity:a')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('a workflow cannot have one', () => {
  expect(() => checkNotReserved(reservedId('schedule', 's'))).toThrow(/__schedule:/);
  expect(() => checkNotReserved('__anything else')).not.toThrow();
});
