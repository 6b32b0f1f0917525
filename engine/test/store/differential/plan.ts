/** Random plans: names of steps and small numbers that choose among what is there when the step is played. */
import fc from 'fast-check';

export const STEPS = [
  'start',
  'continueElsewhere',
  'signal',
  'signalOnce',
  'message',
  'poll',
  'pollAgain',
  'completeTask',
  'completeTaskAgain',
  'failTask',
  'completeActivity',
  'completeActivityAgain',
  'retryActivity',
  'cancelActivity',
  'heartbeat',
  'admitUpdate',
  'acceptUpdate',
  'ask',
  'answer',
  'watch',
  'unwatch',
  'terminate',
  'fireDue',
  'unstick',
  'releaseHold',
  'takeOutbox',
  'popOutbox',
  'send',
  'late',
  'read',
  'sweep',
  'ringBell',
] as const;

export type StepName = (typeof STEPS)[number];

export interface Step {
  readonly step: StepName;
  /** Choices: the step takes them modulo what there is to choose from. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export type Plan = readonly Step[];

/** Steps that move runs on come more often. */
const WEIGHTS: Partial<Record<StepName, number>> = {
  start: 6,
  signal: 4,
  poll: 14,
  completeTask: 14,
  completeActivity: 5,
  admitUpdate: 3,
  fireDue: 4,
  ask: 3,
  terminate: 1,
};

const choice = fc.nat({ max: 60 });

const step: fc.Arbitrary<Step> = fc.record({
  step: fc.oneof(...STEPS.map((name) => ({ arbitrary: fc.constant(name), weight: WEIGHTS[name] ?? 2 }))),
  a: choice,
  b: choice,
  c: choice,
});

export function plans(maxLength: number): fc.Arbitrary<Plan> {
  return fc.array(step, { minLength: 5, maxLength, size: 'max' });
}
