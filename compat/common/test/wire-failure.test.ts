import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  DefaultFailureConverter,
  ServerFailure,
  TemporalFailure,
  TerminatedFailure,
  TimeoutFailure,
  defaultFailureConverter,
  defaultPayloadConverter,
} from '@temporalio/common';
import { expect, test } from 'vitest';
import { errorFromWire, errorToWire, failureFromWire, failureToWire, retryPolicyToWire } from '../src/wire';

const converters = { payloadConverter: defaultPayloadConverter, failureConverter: defaultFailureConverter };
const execution = { workflowId: 'w', runId: 'r' };

test.each<[string, Error]>([
  ['application', ApplicationFailure.create({ message: 'm', type: 'T', nonRetryable: true, details: [1, { a: 2 }] })],
  ['timeout', new TimeoutFailure('late', { at: 3 }, 'HEARTBEAT')],
  ['cancelled', new CancelledFailure('gone', ['why'])],
  ['terminated', new TerminatedFailure('killed')],
  ['server', new ServerFailure('broken', true)],
  ['activity', new ActivityFailure('a', 'type', 'id', 'MAXIMUM_ATTEMPTS_REACHED', 'me', new CancelledFailure('c'))],
  ['child', new ChildWorkflowFailure('ns', execution, 'type', 'TIMEOUT', ApplicationFailure.nonRetryable('x'))],
  ['plain', new TemporalFailure('plain')],
])('an error of kind %s survives the way there and back', (_kind, error) => {
  const back = errorFromWire(converters, errorToWire(converters, error));
  expect(back.constructor).toBe(error.constructor);
  expect({ ...back, failure: undefined, stack: '', cause: undefined }).toEqual({
    ...error,
    failure: undefined,
    stack: '',
    cause: undefined,
  });
  expect(back.message).toBe(error.message);
  expect((back.cause as Error | undefined)?.message).toBe((error.cause as Error | undefined)?.message);
});

test('next retry delay, category and event ids keep their values', () => {
  const failure = failureToWire(
    defaultFailureConverter.errorToFailure(
      ApplicationFailure.create({ message: 'm', nextRetryDelay: '1500 ms', category: 'BENIGN' }),
      defaultPayloadConverter,
    ),
  );
  expect(failure.info).toEqual({ kind: 'application', nextRetryDelayMs: 1500, category: 'BENIGN' });
  const activity = {
    message: 'm',
    info: { kind: 'activity', activityType: 't', activityId: '1', scheduledEventId: 5, startedEventId: 6 },
  } as const;
  expect(failureToWire(failureFromWire(activity))).toEqual(activity);
});

test('encoded attributes are kept', () => {
  const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
  const encoded = errorToWire({ ...converters, failureConverter }, ApplicationFailure.nonRetryable('secret'));
  expect(encoded.message).toBe('Encoded failure');
  expect(errorFromWire(converters, encoded).message).toBe('secret');
});

test('an unset retry policy value is what the server would take', () => {
  expect(retryPolicyToWire({ initialInterval: '2s' })).toEqual({
    initialIntervalMs: 2000,
    backoffCoefficient: 2,
    maximumIntervalMs: 200_000,
    maximumAttempts: 0,
    nonRetryableErrorTypes: [],
  });
});
