import { describe, expect, it } from 'vitest';
import { effectsOf, kinds, NOW } from '../../../test/support/decide';
import { LIMITS } from '../../limits';
import type { Message } from '../../model/message';
import type { ScheduleCreateRequest, ScheduleRecord, ScheduleState } from '../../model/schedule';
import { json } from '../../../test/support/history';
import { changeSchedule, createSchedule, deleteSchedule } from './change';
import { newDefinition, newState } from './owner';

const HOUR_MS = 3_600_000;
const ACTION = { workflowId: 'job', workflowType: 'wf', taskQueue: 'q', args: [] };
const REQUEST: ScheduleCreateRequest = {
  requestId: 'r',
  scheduleId: 's',
  spec: { intervals: [{ everyMs: HOUR_MS, offsetMs: 0 }] },
  action: ACTION,
};

function record(state: Partial<ScheduleState> = {}, request: Partial<ScheduleCreateRequest> = {}): ScheduleRecord {
  const asked = { ...REQUEST, ...request };
  return {
    workflowId: '__schedule:s',
    runId: 'run',
    rev: 'rev-1',
    definition: newDefinition(asked),
    state: { ...newState(asked, NOW), ...state },
    news: [],
  };
}

function decided(before: ScheduleRecord, nowMs: number) {
  let ids = 0;
  const transition = changeSchedule(before, { nowMs, newId: () => `id-${(ids += 1)}` });
  const { guards, effects } = transition.alternatives[0]!;
  const written = effectsOf(effects, 'set').find(({ field }) => field === 'state');
  return {
    guards,
    effects,
    state: written && (JSON.parse(written.value) as ScheduleState),
    messages: effectsOf(effects, 'send').map(({ message }) => JSON.parse(message) as Message),
    wakeMs: effectsOf(effects, 'arm')[0]?.delayMs,
  };
}

describe('a change of a schedule', () => {
  it('holds for the revision that was read, and gives it another one', () => {
    const { guards, effects } = decided(record(), NOW);
    expect(guards).toContainEqual({ is: 'field', hash: 'run', field: 'rev', in: ['rev-1'] });
    expect(effects).toContainEqual({ do: 'set', hash: 'run', field: 'rev', value: 'id-1' });
  });

  it('starts what is due, remembers how far it came, and wakes at the next time', () => {
    const { state, messages, wakeMs } = decided(record(), NOW + HOUR_MS + 5);
    expect(messages).toMatchObject([
      {
        kind: 'startScheduled',
        runId: 'id-1',
        schedule: { workflowId: '__schedule:s', runId: 'run' },
        request: { requestId: 'id-1', workflowId: 'job-2025-01-01T13:00:00Z', idReusePolicy: 'REJECT_DUPLICATE' },
      },
    ]);
    expect(state).toMatchObject({ afterMs: NOW + HOUR_MS, taken: 1, running: [{ runId: 'id-1' }] });
    expect(wakeMs).toBe(HOUR_MS - 5);
  });

  it('deals with a hundred times, and goes on at once', () => {
    const late = record({}, { policies: { overlap: 'ALLOW_ALL' } });
    const { state, messages, wakeMs } = decided(late, NOW + 150 * HOUR_MS);
    expect(messages).toHaveLength(LIMITS.scheduleTimesPerTurn);
    expect(state!.afterMs).toBe(NOW + 100 * HOUR_MS);
    expect(wakeMs).toBe(0);
  });

  it('sends starts up to a limit of bytes; the others wait for the next change, which follows at once', () => {
    const large = { ...ACTION, args: [json('x'.repeat(300_000))] };
    const late = record({}, { action: large, policies: { overlap: 'ALLOW_ALL' } });
    const { state, messages, wakeMs } = decided(late, NOW + 10 * HOUR_MS);
    expect(messages).toHaveLength(4);
    expect(state).toMatchObject({ taken: 4, afterMs: NOW + 10 * HOUR_MS });
    expect(state!.waiting).toHaveLength(6);
    expect(wakeMs).toBe(0);
    const next = decided({ ...late, state: state! }, NOW + 20 * HOUR_MS);
    expect(next.state).toMatchObject({ taken: 8, afterMs: NOW + 10 * HOUR_MS });
    expect(next.wakeMs).toBe(0);
  });

  it('asks the one that runs to stop once, however often it is looked at', () => {
    const running = [{ workflowId: 'w', runId: 'old' }];
    const first = decided(record({ running }, { policies: { overlap: 'CANCEL_OTHER' } }), NOW + HOUR_MS);
    expect(first.messages).toMatchObject([{ kind: 'cancel', target: { workflowId: 'w', firstRunId: 'old' } }]);
    const again = record(first.state, { policies: { overlap: 'CANCEL_OTHER' } });
    expect(decided(again, NOW + 2 * HOUR_MS).messages).toEqual([]);
  });

  it('takes news off and starts what waited for it', () => {
    const waiting = [{ nominalMs: NOW, dueMs: NOW }];
    const before = record({ running: [{ workflowId: 'w', runId: 'old' }], waiting });
    const { effects, state, messages } = decided({ ...before, news: [{ kind: 'closed', runId: 'old' }] }, NOW);
    expect(effects).toContainEqual({ do: 'unset', hash: 'run', fields: ['news:old'] });
    expect(messages).toMatchObject([{ kind: 'startScheduled' }]);
    expect(state!.running).toMatchObject([{ runId: 'id-1' }]);
  });

  it('has no timer while it is paused, and none while it waits for an end', () => {
    expect(kinds(decided(record({ paused: true }), NOW).effects)).toContain('disarm');
    const over = record({ running: [{ workflowId: 'w', runId: 'old' }] }, { spec: {} });
    expect(kinds(decided(over, NOW).effects)).toContain('disarm');
  });

  it('keeps a schedule without times for a week after its last action', () => {
    const over = record({}, { spec: {} });
    expect(decided(over, NOW + 1_000).wakeMs).toBe(LIMITS.scheduleIdleMs - 1_000);
    expect(kinds(decided(over, NOW + LIMITS.scheduleIdleMs).effects)).toEqual(['append', 'close']);
  });

  it('writes its definition only when that has changed', () => {
    const fields = (effects: ReturnType<typeof decided>['effects']) =>
      effectsOf(effects, 'set').map(({ field }) => field);
    expect(fields(decided(record(), NOW).effects)).toEqual(['state', 'rev']);
  });

  it('that creates it makes the first starts too; one that deletes it sends nothing', () => {
    const { definition, state } = record({ waiting: [{ nominalMs: NOW, dueMs: NOW, manual: true }] });
    const created = createSchedule(definition, state, 'r', { nowMs: NOW, newId: () => 'id' }, []);
    expect(created.alternatives[0]!.effects).toEqual([]);
    expect(kinds(created.alternatives[1]!.effects)).toContain('send');
    expect(effectsOf(created.alternatives[1]!.effects, 'createRun')[0]!.run.kind).toBe('schedule');
    expect(kinds(deleteSchedule(record()).alternatives[0]!.effects)).toEqual(['append', 'close']);
  });
});
