import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { examples, type ExampleName } from '../dist/examples.js';

/** What each example prints. */
const PRINTED: Record<ExampleName, string[]> = {
  hello: ['Hello, Redis!'],
  'signals-and-queries': ['in the cart: book, lamp', '2 items bought', 'afterwards: book, lamp'],
  updates: ['after a deposit: 100', 'after another: 120', 'refused: cannot deposit -5', 'closed with 120'],
  'child-workflows': [
    'results of the children: 2, 4, 6',
    'TERMINATE: terminated',
    'REQUEST_CANCEL: cleaned up',
    'ABANDON: running',
  ],
  timers: ['confirmed in time', 'nobody confirmed', "the workflow's clock moved with its timer: true"],
  cancellation: ['cancelled, seats still reserved: 0', 'fast, the other was cancelled', 'timed out'],
  'continue-as-new': ['10 rounds, the last run has a short history', 'a new run took over: true'],
  saga: [
    'booked: flight of Ann and hotel of Ann',
    'failed: The card has expired',
    'flight booked, hotel booked, hotel cancelled, flight cancelled',
  ],
  patching: ['started before: mail to Ann', 'started after: text message to Ann'],
  replay: [
    'the code as it is: replayed',
    "the changed code: DeterminismViolationError, ActivityTaskScheduled of activity 'reserve' (id '1') at event 5",
  ],
  tracing: [
    'POST /orders',
    'POST /orders > StartWorkflow:ship',
    'POST /orders > StartWorkflow:ship > RunWorkflow:ship',
    'POST /orders > StartWorkflow:ship > Timer',
    'POST /orders > StartWorkflow:ship > WorkflowTask:ship',
    'POST /orders > StartWorkflow:ship > WorkflowTask:ship > RunActivity:pack',
  ],
  meshflow: ['¡Hola! ¡Hola!', 'open: false'],
  'user-directory': [
    'Welcome, Ann Archer.',
    'Welcome, Bob Baker.',
    'Welcome, Eve Archer.',
    'Welcome, Ann Archer.',
    'Ann Archer: 3',
    'Bob Baker: 2',
    'Archers: 2',
    'Archers: 1',
  ],
  'service-mesh': [
    '2 x lamp: 90',
    '3 x lamp: 135',
    'refused: We do not sell a piano',
    'prices looked up: 2',
    'restocked 2 times by a job that was made once',
  ],
  'mesh-and-workflows': ['40 EUR, 40 points', '10 EUR, 50 points', 'the record says 50 points'],
  'local-activities': ['the sum is 220', '4 local activities in 1 workflow task'],
  testing: [
    'after 100 days: Ann pretended to pay, Ann pretended to pay, Ann pretended to pay',
    'payments in all: 3',
    'heartbeat: connected',
    'Ben paid',
  ],
  heartbeats: ['10 rows; attempt 2 began at row 6', 'stopped, cleaned up: true'],
  'async-completion': ['120 approved by Charles'],
  'standalone-activities': [
    'mail to Ann, attempt 2, in a workflow: false',
    'completed in attempt 2',
    'Bob: CancelledFailure',
  ],
  encryption: [
    'charged 4242 4242',
    'stored: encoding binary/encrypted, encryption-key-id key-2025',
    'readable in Redis: false',
  ],
  'payload-converter': ['EUR 45.00, an object of its class: true'],
  'failure-converter': ['the client reads: Ann is not solvent', 'the history says: Encoded failure'],
  interceptors: ['asked by Ann'],
  sinks: ['audited began', 'audited ended'],
  plugins: ['the worker runs', 'started: welcome', 'activity: greet', 'Welcome, Ann!', 'the worker has stopped'],
  'search-attributes': [
    'large orders: 75, 120',
    'Running: 2, Completed: 1',
    'the first one is shipped',
    'still packing: 0',
  ],
  cron: ['first run: 1', 'second run: 2'],
  schedules: ['two reports: 1, 2', 'paused: closed for the night', 'made up for three times: 2025-01-01T08:00:02.000Z'],
  envconfig: ['the workflow runs in namespace staging'],
  'graceful-shutdown': [
    'the worker is draining',
    'the endless activity was told that its worker shuts down',
    'quick: attempt 1, endless: attempt 2',
  ],
};

describe('the example', () => {
  beforeAll(() => {
    process.env['PERDURE_REDIS_URL'] = testRedisUrl();
    process.env['TEMPORAL_NAMESPACE'] = freshNamespace();
    Runtime.install({ logger: new DefaultLogger('ERROR') });
  });

  it.each(Object.keys(examples) as ExampleName[])('%s prints what it says', async (name) => {
    const printed: string[] = [];
    const { main } = await examples[name]();
    await main((line) => printed.push(line));
    expect(printed).toEqual(PRINTED[name]);
  });
});
