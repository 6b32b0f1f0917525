import { expect, it } from 'vitest';
import { oursOf, PACKAGES, type PackageName, theirsOf } from '../packages';
import { loadPackage } from '../runtime';

type Fn = (...args: unknown[]) => unknown;
type Exports = Readonly<Record<string, unknown>>;

/** What a call comes to, so that two can be compared: errors are told apart by name and message. */
function outcome(fn: unknown, args: readonly unknown[]): unknown {
  try {
    return { returned: (fn as Fn)(...args) };
  } catch (error) {
    const { name, message } = error as Error;
    return { threw: { name, message } };
  }
}

const namesOf = (exports: Exports): string[] =>
  Object.keys(exports).filter((name) => /^(en|de)code[A-Z]/.test(name) && typeof exports[name] === 'function');

/** Every constant of the package, every spelling of it, numbers beyond all enums, and nonsense. */
function inputsOf(exports: Exports): unknown[] {
  const objects = Object.values(exports).filter((value): value is object => Object(value) === value);
  const words = objects.flatMap((value) => Object.entries(value)).flat();
  const strings = words.filter((word) => typeof word === 'string' && /^[A-Z_]+$/.test(word));
  const numbers = Array.from({ length: 24 }, (_, index) => index - 2);
  return [...new Set<unknown>([...strings, ...numbers, undefined, null, '', 'NONSENSE', 'toString'])];
}

const CODECS = PACKAGES.flatMap((name) => namesOf(loadPackage(theirsOf(name))).map((fn) => [name, fn] as const));

it.each(CODECS)('%s.%s does the same with every input', (name, fn) => {
  const [theirs, ours] = [loadPackage(theirsOf(name)), loadPackage(oursOf(name))];
  const inputs = inputsOf(theirs);
  expect(inputs.length).toBeGreaterThan(30);
  for (const input of inputs) {
    expect([input, outcome(ours[fn], [input])]).toEqual([input, outcome(theirs[fn], [input])]);
  }
});

const grpc = (code: number) => Object.assign(new Error('x'), { code, details: 'd', metadata: {} });
function named() {}
const ERRORS = [
  undefined,
  null,
  'text',
  new Error('plain'),
  new Error('x', { cause: grpc(4) }),
  { code: 4 },
  ...[1, 4, 5, 14].map(grpc),
];
const START = { workflowId: 'w', taskQueue: 'q' };

const CALLS: readonly (readonly [PackageName, string, readonly (readonly unknown[])[]])[] = [
  ['client', 'isGrpcServiceError', ERRORS.map((error) => [error])],
  ['client', 'isGrpcDeadlineError', ERRORS.map((error) => [error])],
  ['client', 'isGrpcCancelledError', ERRORS.map((error) => [error])],
  ['client', 'isServerErrorResponse', ERRORS.map((error) => [error])],
  ['client', 'extractWorkflowType', [['name'], [named], [() => undefined], [''], [1]]],
  [
    'client',
    'compileWorkflowOptions',
    [[START], [{ ...START, args: [1], workflowRunTimeout: '1 minute' }], [{ ...START, workflowTaskTimeout: 'soon' }]],
  ],
  ['workflow', 'extractWorkflowTypeAndConfig', [['name'], [named]]],
  ['workflow', 'isCancellation', ERRORS.map((error) => [error])],
  ['workflow', 'defineSignal', [['s']]],
  ['workflow', 'defineQuery', [['q']]],
  ['workflow', 'defineUpdate', [['u']]],
  ['workflow', 'inWorkflowContext', [[]]],
  ['workflow', 'workflowInfo', [[]]],
  ['workflow', 'sleep', [[1]]],
  ['workflow', 'proxyActivities', [[undefined], [{}]]],
  ['workflow', 'proxyLocalActivities', [[undefined], [{}]]],
  ['workflow', 'patched', [['p']]],
  ['activity', 'activityInfo', [[]]],
  ['activity', 'heartbeat', [[]]],
  ['worker', 'makeTelemetryFilterString', [[{ core: 'WARN' }], [{ core: 'DEBUG', other: 'INFO' }]]],
];

it.each(CALLS)('%s.%s answers as the original does', (name, fn, calls) => {
  const [theirs, ours] = [loadPackage(theirsOf(name)), loadPackage(oursOf(name))];
  for (const args of calls) expect([args, outcome(ours[fn], args)]).toEqual([args, outcome(theirs[fn], args)]);
});
