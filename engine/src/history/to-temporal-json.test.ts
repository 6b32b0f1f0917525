import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';
import { temporal } from '@temporalio/proto';
import { describe, expect, it } from 'vitest';
import { everyEvent } from '../../test/support/every-event';
import { history, json } from '../../test/support/history';
import { EVENT_FIELDS } from './temporal-fields';
import { failure } from './temporal-failure';
import { toTemporalJson } from './to-temporal-json';

const last = (writer: ReturnType<typeof history>) => toTemporalJson(writer.events).events.at(-1);

describe('an event in Temporal JSON', () => {
  it('has an id as text, a time, a type and its attributes', () => {
    expect(last(history().add('TimerStarted', { timerId: '1', startToFireTimeoutMs: 1_500 }))).toEqual({
      eventId: '1',
      eventTime: '2025-01-01T00:00:01Z',
      eventType: 'EVENT_TYPE_TIMER_STARTED',
      timerStartedEventAttributes: { timerId: '1', startToFireTimeout: '1.500s' },
    });
  });

  it('keeps user metadata beside its attributes', () => {
    const summary = json('nap');
    expect(last(history().add('TimerStarted', { timerId: '1', startToFireTimeoutMs: 1, summary }))).toMatchObject({
      userMetadata: { summary: { metadata: { encoding: 'anNvbi9wbGFpbg==' }, data: 'Im5hcCI=' } },
    });
  });

  it('spreads what is known of a parent', () => {
    const parent = { namespace: 'n', workflowId: 'p', runId: 'r', initiatedEventId: 5 };
    expect(last(history().started({ parent }))).toMatchObject({
      workflowExecutionStartedEventAttributes: {
        parentWorkflowNamespace: 'n',
        parentWorkflowExecution: { workflowId: 'p', runId: 'r' },
        parentInitiatedEventId: '5',
      },
    });
  });

  it('leaves binary payloads as they are and encodes text', () => {
    const input = [
      {
        encoding: 'binary/plain',
        data: 'AQI=',
        binary: true,
        metadata: { k: 'v' },
        binaryMetadata: { b: '/w==' },
      } as const,
      { encoding: 'binary/null' },
    ];
    const metadata = { encoding: 'YmluYXJ5L3BsYWlu', k: 'dg==', b: '/w==' };
    expect(last(history().add('WorkflowExecutionSignaled', { signalName: 's', input }))).toMatchObject({
      workflowExecutionSignaledEventAttributes: {
        input: { payloads: [{ metadata, data: 'AQI=' }, { metadata: { encoding: 'YmluYXJ5L251bGw=' } }] },
      },
    });
  });
});

describe("Temporal's own reader", () => {
  it('knows the name of every event type and its attributes', () => {
    const historyEvent = temporal.api.history.v1.HistoryEvent as unknown as { readonly fields: object };
    for (const type of Object.keys(EVENT_FIELDS)) {
      const name = type.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
      expect(temporal.api.enums.v1.EventType).toHaveProperty(`EVENT_TYPE${name}`);
      const attributes = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventAttributes`;
      expect(historyEvent.fields).toHaveProperty(attributes);
    }
  });

  it('knows every field and every constant, and loses none of them', () => {
    const { events } = JSON.parse(JSON.stringify(toTemporalJson(everyEvent().events))) as { events: object[] };
    const read = JSON.parse(historyToJSON(historyFromJSON({ events }))) as { events: object[] };
    events.forEach((event, index) => expect(read.events[index]).toMatchObject(event));
  });
});

describe('failures', () => {
  it('keep cause and details', () => {
    const details = [json(1)];
    const info = { kind: 'application', type: 'T', nonRetryable: true, details, category: 'BENIGN' } as const;
    expect(failure.write({ message: 'outer', source: 'Server', cause: { message: 'inner', info } })).toMatchObject({
      message: 'outer',
      source: 'Server',
      cause: {
        message: 'inner',
        applicationFailureInfo: { type: 'T', nonRetryable: true, category: 'APPLICATION_ERROR_CATEGORY_BENIGN' },
      },
    });
  });
});
