import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';
import { temporal } from '@temporalio/proto';
import { describe, expect, it } from 'vitest';
import { everyEvent } from '../../test/support/every-event';
import { history, RUN_ID, type HistoryWriter } from '../../test/support/history';
import { HISTORIES } from '../../test/oracle/histories';
import type { HistoryEvent } from '../model/event';
import type { Payload } from '../model/payload';
import { fromTemporalJson } from './from-temporal-json';
import { HistoryImportError } from './history-import-error';
import { toTemporalJson, type TemporalHistory } from './to-temporal-json';

interface LooseHistory {
  events: Record<string, unknown>[];
}
const plain = (events: readonly HistoryEvent[]): LooseHistory =>
  JSON.parse(JSON.stringify(toTemporalJson(events))) as LooseHistory;
/** As the published tools would hand it over. */
const throughProtobuf = (exported: object): unknown => JSON.parse(historyToJSON(historyFromJSON(exported)));

const WRITERS: [string, HistoryWriter][] = [
  ['every event', everyEvent()],
  ...Object.entries(HISTORIES).map(([name, write]): [string, HistoryWriter] => [name, write()]),
];

describe('a history that was exported', () => {
  it.each(WRITERS)('is read back as it was: %s', (_name, { events }) => {
    expect(fromTemporalJson(plain(events))).toEqual(events);
  });

  it.each(WRITERS)("is read back after Temporal's own tools: %s", (_name, { events }) => {
    expect(fromTemporalJson(throughProtobuf(plain(events)))).toEqual(events);
  });

  it('keeps every payload', () => {
    const text = fc.record({ encoding: fc.constantFrom('json/plain', 'json/x'), data: fc.string({ unit: 'binary' }) });
    const bytes = fc.record({
      encoding: fc.constantFrom('binary/plain', 'binary/encrypted'),
      data: fc.uint8Array().map((data) => Buffer.from(data).toString('base64')),
      binary: fc.constant(true as const),
    });
    const metadata = fc.option(fc.constant({ metadata: { k: 'ü' }, binaryMetadata: { b: '/w==' } }), { nil: {} });
    const payload = fc.tuple(fc.oneof(text, bytes), metadata).map(([data, more]): Payload => ({ ...data, ...more }));
    fc.assert(
      fc.property(fc.array(payload), (input) => {
        const { events } = history().started({ input });
        expect(fromTemporalJson(plain(events))).toEqual(events);
      }),
    );
  });

  it('keeps times and durations to the millisecond', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), (ms) => {
        const { events } = history().started().timerStarted(1, ms);
        const stamped = events.map((event) => ({ ...event, timeMs: 1.7e12 + ms }));
        expect(fromTemporalJson(plain(stamped))).toEqual(stamped);
      }),
    );
  });
});

/** They come with the published packages. */
const SERVER_HISTORIES = join(
  dirname(createRequire(__filename).resolve('@temporalio/core-bridge/package.json')),
  'sdk-core/crates/sdk-core/tests/histories',
);

describe('a history that a Temporal server wrote', () => {
  it.each(readdirSync(SERVER_HISTORIES))('is read, written and read again: %s', (file) => {
    const message = temporal.api.history.v1.History.decode(readFileSync(join(SERVER_HISTORIES, file)));
    const read = fromTemporalJson(JSON.parse(historyToJSON(message)));
    expect(read).toHaveLength(message.events.length);
    expect(fromTemporalJson(plain(read))).toEqual(read);
  });
});

describe("a history in another tool's spelling", () => {
  const { events } = history()
    .started()
    .task()
    .completed()
    .childInitiated('kid', 'k')
    .add('ActivityTaskTimedOut', {
      scheduledEventId: 5,
      retryState: 'NON_RETRYABLE_FAILURE',
      failure: { message: 't', info: { kind: 'timeout', timeoutType: 'SCHEDULE_TO_CLOSE' } },
    });

  it('may name constants in Pascal case', () => {
    const pascal = (name: string): string =>
      name.toLowerCase().replace(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase());
    const respelled = JSON.stringify(plain(events)).replace(
      /"(EVENT_TYPE|RETRY_STATE|TIMEOUT_TYPE|PARENT_CLOSE_POLICY|WORKFLOW_ID_REUSE_POLICY|TASK_QUEUE_KIND)_(\w+)"/g,
      (_all, _prefix, name: string) => JSON.stringify(pascal(name)),
    );
    expect(fromTemporalJson(JSON.parse(respelled))).toEqual(events);
  });

  it('may have numbers for ids, and no type beside the attributes', () => {
    const respelled = plain(events).events.map(({ eventType: _type, ...event }, index) => ({
      ...event,
      eventId: index + 1,
    }));
    expect(fromTemporalJson({ events: respelled })).toEqual(events);
  });

  it('may leave out what has a default', () => {
    const bare = {
      events: [
        { eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED', workflowExecutionStartedEventAttributes: {} },
        { eventType: 'EVENT_TYPE_WORKFLOW_TASK_SCHEDULED', workflowTaskScheduledEventAttributes: {} },
        {
          eventType: 'EVENT_TYPE_SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED',
          signalExternalWorkflowExecutionInitiatedEventAttributes: { signalName: 's', header: null },
        },
      ],
    };
    expect(fromTemporalJson(bare, { workflowId: 'wf', runId: 'r' })).toMatchObject([
      { workflowId: 'wf', runId: 'r', attempt: 1, workflowTaskTimeoutMs: 10_000, workflowType: '' },
      { startToCloseTimeoutMs: 10_000, attempt: 1 },
      { workflowId: '', runId: '', childWorkflowOnly: false },
    ]);
  });

  it('may have finer times than ours', () => {
    const [started] = plain(history().started().events).events;
    const fine = { ...started, eventTime: '2025-01-01T00:00:01.123456789Z' };
    expect(fromTemporalJson({ events: [fine] })[0]?.timeMs).toBe(Date.UTC(2025, 0, 1, 0, 0, 1, 123));
  });
});

describe('events we have no word for', () => {
  const withEvent = (event: Record<string, unknown>): LooseHistory => {
    const { events } = plain(history().started().task().events);
    return { events: [...events.slice(0, 1), { eventTime: '2025-01-01T00:00:01Z', ...event }, ...events.slice(1)] };
  };
  const renumbered = ({ events }: LooseHistory): LooseHistory => ({
    events: events.map((event, index) => ({ ...event, eventId: String(index + 1) })),
  });

  it.each([
    'WORKFLOW_EXECUTION_OPTIONS_UPDATED',
    'WORKFLOW_PROPERTIES_MODIFIED_EXTERNALLY',
    'WORKFLOW_EXECUTION_PAUSED',
  ])('%s changes nothing and leaves a gap', (type) => {
    const read = fromTemporalJson(renumbered(withEvent({ eventType: `EVENT_TYPE_${type}` })));
    expect(read.map(({ eventId }) => eventId)).toEqual([1, 3, 4]);
  });

  it('what the server lets workers ignore is ignored', () => {
    const event = { eventType: 'EVENT_TYPE_FROM_THE_FUTURE', workerMayIgnore: true };
    expect(fromTemporalJson(renumbered(withEvent(event)))).toHaveLength(3);
  });

  it('the request of an update that a reset has moved is found', () => {
    const request = { meta: { updateId: 'u' }, input: { name: 'set' } };
    const { events } = plain(history().started().task().completed().events);
    const admitted = {
      eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ADMITTED',
      workflowExecutionUpdateAdmittedEventAttributes: { request },
    };
    const accepted = {
      eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED',
      workflowExecutionUpdateAcceptedEventAttributes: { protocolInstanceId: 'u' },
    };
    const moved = renumbered({ events: [events[0]!, admitted, ...events.slice(1), accepted] });
    expect(fromTemporalJson(moved).at(-1)).toMatchObject({ updateId: 'u', request: { name: 'set' } });
    expect(() => fromTemporalJson(renumbered({ events: [...events, accepted] }))).toThrow(
      "Event 5 accepts update 'u' but nothing says which",
    );
  });
});

describe('a history that cannot be read', () => {
  const { events } = plain(history().started().task().completed().timerStarted(1).events);
  const changed = (index: number, change: object): TemporalHistory =>
    ({
      events: events.map((event, at) => (at === index ? { ...event, ...change } : event)),
    }) as unknown as TemporalHistory;

  it.each([
    ['is no history', 'text', 'an object with a list of `events`'],
    ['begins in the middle', { events: events.slice(1) }, 'event 2 stands where event 1 belongs'],
    ['has a gap', { events: [events[0], events[2]] }, 'event 3 stands where event 2 belongs'],
    [
      'does not begin with a start',
      { events: [{ ...events[1], eventId: '1' }] },
      'begins with WorkflowExecutionStarted',
    ],
    [
      'has an event without attributes',
      changed(4, { timerStartedEventAttributes: undefined }),
      'Event 5 (TimerStarted) has no',
    ],
    [
      'has a duration that is none',
      changed(4, { timerStartedEventAttributes: { timerId: '1', startToFireTimeout: 'soon' } }),
      'startToFireTimeout of event 5 (TimerStarted): "soon" is not a duration such as "1.5s"',
    ],
    ['has a time that is none', changed(4, { eventTime: 'noon' }), '"noon" is not a time'],
    [
      'has shorthand payloads',
      changed(0, { workflowExecutionStartedEventAttributes: { input: ['Ann'] } }),
      '--no-json-shorthand-payloads',
    ],
    [
      'knows Nexus',
      changed(4, { eventType: 'EVENT_TYPE_NEXUS_OPERATION_SCHEDULED' }),
      'Event 5 is NexusOperationScheduled, and there is no Nexus here',
    ],
    ['is from the future', changed(4, { eventType: 'EVENT_TYPE_WONDER' }), 'Event 5 is Wonder, and this version'],
  ])('%s', (_name, broken, message) => {
    const read = (): unknown => fromTemporalJson(broken);
    expect(read).toThrow(HistoryImportError);
    expect(read).toThrow(message);
  });
});

it('takes ids from whoever knows them better than the history', () => {
  const [read] = fromTemporalJson(plain(history().started().events), { workflowId: 'mine' });
  expect(read).toMatchObject({ workflowId: 'mine', runId: RUN_ID });
});
