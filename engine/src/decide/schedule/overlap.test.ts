import { describe, expect, it } from 'vitest';
import { OVERLAP_POLICIES, type OverlapPolicy, type WaitingStart } from '../../model/schedule';
import { sortStarts } from './overlap';

const due = (...overlaps: (OverlapPolicy | undefined)[]): WaitingStart[] =>
  overlaps.map((overlap, index) => ({ nominalMs: index, dueMs: index, overlap }));

function sorted(overlaps: (OverlapPolicy | undefined)[], isRunning: boolean, policy: OverlapPolicy = 'SKIP') {
  const { starts, waiting, skipped, stop } = sortStarts(due(...overlaps), isRunning, policy);
  return {
    starts: starts.map(({ start }) => start.nominalMs),
    waiting: waiting.map((one) => one.nominalMs),
    skipped,
    stop,
  };
}

describe('starts that are due', () => {
  it.each(OVERLAP_POLICIES)('%s: begins when nothing runs', (policy) => {
    expect(sorted([policy], false)).toEqual({ starts: [0], waiting: [], skipped: 0, stop: undefined });
  });

  it.each([
    ['SKIP', { starts: [], waiting: [], skipped: 2, stop: undefined }],
    ['BUFFER_ONE', { starts: [], waiting: [0], skipped: 1, stop: undefined }],
    ['BUFFER_ALL', { starts: [], waiting: [0, 1], skipped: 0, stop: undefined }],
    ['CANCEL_OTHER', { starts: [], waiting: [0, 1], skipped: 0, stop: 'cancel' }],
    ['TERMINATE_OTHER', { starts: [], waiting: [0, 1], skipped: 0, stop: 'terminate' }],
    ['ALLOW_ALL', { starts: [0, 1], waiting: [], skipped: 0, stop: undefined }],
  ] as const)('%s: two while another one runs', (policy, expected) => {
    expect(sorted([policy, policy], true)).toEqual(expected);
  });

  it.each(['CANCEL_OTHER', 'TERMINATE_OTHER'] as const)(
    '%s: the last one replaces those that have not begun',
    (policy) => {
      expect(sorted([policy, policy, policy], false)).toEqual({
        starts: [2],
        waiting: [],
        skipped: 2,
        stop: undefined,
      });
    },
  );

  it('follow the policy of the moment when they say nothing', () => {
    expect(sorted([undefined, undefined], true, 'BUFFER_ALL').waiting).toEqual([0, 1]);
    expect(sorted([undefined, undefined], true, 'SKIP').skipped).toBe(2);
  });

  it('of ALLOW_ALL stand in nobody’s way', () => {
    expect(sorted(['ALLOW_ALL', 'SKIP', 'SKIP'], false)).toMatchObject({ starts: [0, 1], skipped: 1 });
  });

  it('are stopped the harder way when both are asked for', () => {
    expect(sorted(['TERMINATE_OTHER', 'CANCEL_OTHER'], true).stop).toBe('terminate');
    expect(sorted(['CANCEL_OTHER', 'TERMINATE_OTHER'], true).stop).toBe('terminate');
  });
});
