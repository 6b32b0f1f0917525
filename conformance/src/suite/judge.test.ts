import { describe, expect, it } from 'vitest';
import type { ExportedHistory } from '../host/protocol';
import type { Golden } from '../scenarios/golden';
import type { KnownGap } from '../scenarios/known-gaps';
import type { Evidence } from './evidence';
import { judge } from './judge';

const id = 'features/timers/fires';
const history: ExportedHistory = {
  label: 'a',
  workflowId: 'w',
  runId: 'r',
  history: { events: [{ eventType: 'EVENT_TYPE_TIMER_STARTED' }, { eventType: 'EVENT_TYPE_TIMER_FIRED' }] },
};
const golden: Golden = { compare: 'exact', histories: { a: ['TimerStarted', 'TimerFired'] } };

function evidence(change: Partial<Evidence> = {}, error?: string): Evidence {
  const scenario = { id, area: 'timers', name: 'fires', isolated: false, replay: false, refused: false };
  return {
    runs: [{ scenario, target: 'redis', ran: { ms: 5, error, histories: [history] } }],
    types: { before: { done: true, errors: new Map() }, after: { done: true, errors: new Map() } },
    replay: { perdure: { done: true, refused: new Map() }, temporal: { done: true, refused: new Map() } },
    ...change,
  };
}

function verdict(seen: Evidence, knownGaps: KnownGap[] = [], expected: Golden | undefined = golden) {
  const [first] = judge(seen, { golden: () => expected, knownGaps });
  return [first?.status, first?.reason ?? ''];
}

describe('a scenario', () => {
  it('passes when everything agrees', () => {
    expect(verdict(evidence())).toEqual(['passed', '']);
  });

  it('fails with what its program failed with', () => {
    expect(verdict(evidence({}, 'broken'))).toEqual(['failed', 'broken']);
  });

  it('fails when its history is not the golden one, or there is none', () => {
    const other: Golden = { compare: 'exact', histories: { a: ['TimerStarted', 'TimerCanceled'] } };
    expect(verdict(evidence(), [], other)[1]).toContain('event 2 is TimerFired, golden.json says TimerCanceled');
    const [first] = judge(evidence(), { golden: () => undefined, knownGaps: [] });
    expect(first?.reason).toContain('there is no golden.json');
  });

  it('fails when it does not type-check, before or after its migration', () => {
    const errors = { done: true, errors: new Map([[id, 'TS1']]) } as const;
    const fine = { done: true, errors: new Map() } as const;
    expect(verdict(evidence({ types: { before: errors, after: fine } }))[1]).toContain('before its migration: TS1');
    expect(verdict(evidence({ types: { before: fine, after: errors } }))[1]).toContain('after its migration: TS1');
    const shared = { done: true, errors: new Map([['', 'TS2']]) } as const;
    expect(verdict(evidence({ types: { before: fine, after: shared } }))[1]).toContain('TS2');
  });

  it('fails when a replayer refuses a history, unless that is what it is about', () => {
    const refused = { done: true, refused: new Map([['r', 'other code']]) } as const;
    const replayed = { done: true, refused: new Map<string, string>() } as const;
    const seen = evidence({ replay: { perdure: replayed, temporal: refused } });
    expect(verdict(seen)[1]).toBe("the replayer of Temporal refuses the history of 'a': other code");
    const about = seen.runs.map((run) => ({ ...run, scenario: { ...run.scenario, refused: true } }));
    expect(verdict({ ...seen, runs: about })[1]).toContain('the replayer of Perdure refuses none');
    expect(verdict({ ...seen, runs: about, replay: { perdure: refused, temporal: refused } })[0]).toBe('passed');
  });
});

describe('a known gap', () => {
  const gap = { scenario: id, reason: 'not built yet' };

  it('that is still there is no failure', () => {
    expect(verdict(evidence({}, 'broken'), [gap])).toEqual(['knownGap', 'not built yet']);
  });

  it('that has closed is one', () => {
    expect(verdict(evidence(), [gap])).toEqual(['failed', expect.stringContaining('remove it there')]);
  });

  it('of another target does not count', () => {
    expect(verdict(evidence({}, 'broken'), [{ ...gap, target: 'memory' }])[0]).toBe('failed');
  });
});

it('a check that was not done is a row with its reason, and neither passed nor failed', () => {
  const before = { done: false, reason: 'not installed: typescript' } as const;
  const results = judge(evidence({ types: { before, after: undefined } }), { golden: () => golden, knownGaps: [] });
  expect(results.map(({ area, name, status, reason }) => [area, name, status, reason])).toEqual([
    ['timers', 'fires', 'passed', undefined],
    ['checks', 'types before the migration', 'notDone', 'not installed: typescript'],
  ]);
});
