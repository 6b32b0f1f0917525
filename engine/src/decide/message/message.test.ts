import { describe, expect, it } from 'vitest';
import { effectsOf, eventsOf, kinds, NOW, startedEvent, startRequest } from '../../../test/support/decide';
import type { EventBody, HistoryEvent } from '../../model/event';
import type { Message } from '../../model/message';
import { deliver, targetWorkflowId } from './deliver';
import { settle } from './settle';

const SENDER = { workflowId: 'p', runId: 'parent-run' };
const PARENT = { ...SENDER, namespace: 'n', initiatedEventId: 5 };
const START: Message = {
  kind: 'startChild',
  initiatedEventId: 5,
  runId: 'child-run',
  request: startRequest({ workflowId: 'c', requestId: 'child-run' }),
  parent: PARENT,
  root: SENDER,
};
const SIGNAL: Message = { kind: 'signal', initiatedEventId: 7, target: { workflowId: 'c' }, signalName: 's', args: [] };
const CANCEL: Message = { kind: 'cancel', initiatedEventId: 8, target: { workflowId: 'c' } };
const CLOSED: Message = { kind: 'childClosed', parent: PARENT, firstRunId: 'child-run' };

function delivered(message: Message, latest?: EventBody) {
  const at = { eventId: 9, timeMs: NOW };
  return deliver(message, {
    seq: 3,
    sender: SENDER,
    nowMs: NOW,
    retentionMs: 1,
    senderEnds: latest && {
      started: { ...startedEvent({ workflowId: 'c' }), ...at },
      latest: { ...latest, ...at } as HistoryEvent,
    },
  });
}

describe('a delivery', () => {
  it('is numbered by its sender', () => {
    expect(delivered(SIGNAL).dedupe).toEqual({ kind: 'sender', sender: 'parent-run', seq: 3 });
  });

  it('goes to the shard of its target', () => {
    expect([START, SIGNAL, CANCEL, CLOSED].map(targetWorkflowId)).toEqual(['c', 'c', 'c', 'p']);
  });

  it('of a start creates the child under the run id that its parent chose, with the duty to report', () => {
    const { run } = effectsOf(delivered(START).alternatives[1]!.effects, 'createRun')[0]!;
    expect(run).toMatchObject({ runId: 'child-run', startRequestId: 'child-run' });
    expect(JSON.parse(run.onClose!)).toEqual({ kind: 'childClosed', parent: PARENT, firstRunId: 'child-run' });
  });

  it('for a child reaches no other execution that has its id', () => {
    const child = { is: 'field', hash: 'run', field: 'parent', in: ['parent-run'] };
    for (const message of [SIGNAL, CANCEL]) {
      for (const { guards } of delivered(message).alternatives) expect(guards).not.toContainEqual(child);
      for (const { guards } of delivered({ ...message, childWorkflowOnly: true }).alternatives) {
        expect(guards).toContainEqual(child);
      }
    }
  });

  it.each([
    [{ type: 'WorkflowExecutionCompleted', result: [] }, 'ChildWorkflowExecutionCompleted'],
    [
      { type: 'WorkflowExecutionFailed', failure: { message: 'm' }, retryState: 'TIMEOUT' },
      'ChildWorkflowExecutionFailed',
    ],
    [{ type: 'WorkflowExecutionCanceled' }, 'ChildWorkflowExecutionCanceled'],
    [{ type: 'WorkflowExecutionTimedOut', retryState: 'TIMEOUT' }, 'ChildWorkflowExecutionTimedOut'],
    [{ type: 'WorkflowExecutionTerminated' }, 'ChildWorkflowExecutionTerminated'],
  ] as const)('of an end tells how, and of the start if that was not heard yet: $type', (latest, type) => {
    const [started, initiated] = delivered(CLOSED, latest).alternatives;
    expect(eventsOf(started!.effects).map((event) => event.type)).toEqual([type]);
    expect(eventsOf(initiated!.effects).map((event) => event.type)).toEqual(['ChildWorkflowExecutionStarted', type]);
    expect(kinds(started!.effects)).toEqual(['arrive', 'unset', 'unwill', 'scheduleTask']);
  });
});

describe('a message to an id that the engine keeps for itself', () => {
  it('is refused, except the end of a workflow that a schedule hears of', () => {
    const target = { workflowId: '__schedule:s' };
    const start: Message = { ...START, request: startRequest({ ...target, requestId: 'child-run' }) };
    for (const message of [start, { ...SIGNAL, target }, { ...CANCEL, target }]) {
      expect(delivered(message).alternatives.flatMap(({ effects }) => effects)).toEqual([]);
    }
    const closed: Message = { kind: 'scheduledClosed', schedule: { ...target, runId: 'r' }, firstRunId: 'f' };
    const ended = delivered(closed, { type: 'WorkflowExecutionCompleted', result: [] });
    expect(kinds(ended.alternatives[0]!.effects)).toEqual(['set', 'unset', 'set', 'set', 'arm']);
  });
});

describe('what came of a message', () => {
  const settled = (message: Message, outcome: 'delivered' | 'refused') =>
    settle(SENDER, 3, message, outcome).alternatives[0]!;

  it('is written in the transition that takes the message off, once', () => {
    expect(settled(SIGNAL, 'delivered').guards).toEqual([{ is: 'outboxHead', seq: 3 }]);
    expect(kinds(settled(SIGNAL, 'delivered').effects)).toEqual(['when', 'popOutbox']);
  });

  it.each([
    [START, 'delivered', 'ChildWorkflowExecutionStarted'],
    [START, 'refused', 'StartChildWorkflowExecutionFailed'],
    [SIGNAL, 'delivered', 'ExternalWorkflowExecutionSignaled'],
    [SIGNAL, 'refused', 'SignalExternalWorkflowExecutionFailed'],
    [CANCEL, 'delivered', 'ExternalWorkflowExecutionCancelRequested'],
    [CANCEL, 'refused', 'RequestCancelExternalWorkflowExecutionFailed'],
  ] as const)('$0.kind $1 is $2, and only while it is awaited', (message, outcome, type) => {
    const [choice] = effectsOf(settled(message, outcome).effects, 'when');
    expect(eventsOf(choice!.then)).toMatchObject([{ type }]);
    expect(choice!.else).toEqual([]);
  });

  it('is nothing when nobody asked: ends, wills', () => {
    const will: Message = { kind: 'terminate', target: { workflowId: 'c' }, reason: 'r' };
    for (const message of [CLOSED, will, { ...CANCEL, initiatedEventId: undefined }]) {
      expect(kinds(settled(message, 'refused').effects)).toEqual(['popOutbox']);
    }
  });
});
