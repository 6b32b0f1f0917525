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
  'breakTask',
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
  'setAttribute',
  'listIndex',
  'changeRecord',
  'recordIndexes',
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
  start: 8,
  signal: 6,
  poll: 24,
  completeTask: 20,
  completeActivity: 8,
  failTask: 4,
  breakTask: 2,
  retryActivity: 4,
  cancelActivity: 3,
  heartbeat: 3,
  admitUpdate: 7,
  fireDue: 5,
  ask: 5,
  answer: 4,
  terminate: 1,
  changeRecord: 8,
  continueElsewhere: 1,
  late: 1,
};

const choice = fc.nat({ max: 60 });

function stepOf(step: fc.Arbitrary<StepName>): fc.Arbitrary<Step> {
  return fc.record({ step, a: choice, b: choice, c: choice });
}

const anyStep = stepOf(
  fc.oneof(...STEPS.map((name) => ({ arbitrary: fc.constant(name), weight: WEIGHTS[name] ?? 2 }))),
);

/** Every plan begins with runs that have had a task. */
const OPENING: readonly StepName[] = ['start', 'start', 'start', 'poll', 'completeTask', 'completeTask', 'poll'];

export function plans(maxLength: number): fc.Arbitrary<Plan> {
  const opening = fc.tuple(...OPENING.map((name) => stepOf(fc.constant(name))));
  const rest = fc.array(anyStep, { minLength: 10, maxLength, size: 'max' });
  return fc.tuple(opening, rest).map(([first, more]) => [...first, ...more]);
}
