import { describe, expect, it } from 'vitest';
import { history, json } from '../../test/support/history';
import { jobKinds, play, script } from '../../test/support/play';
import type { Command } from '../model/command';

const patched = (patchId: string): Command => ({ kind: 'setPatchMarker', patchId, deprecated: false });
const deprecated = (patchId: string): Command => ({ kind: 'setPatchMarker', patchId, deprecated: true });
const timer: Command = { kind: 'startTimer', seq: 1, delayMs: 1_000 };
const marker = (id: string, isDeprecated = false) => ({
  kind: 'recordMarker',
  markerName: 'core_patch',
  details: { 'patch-data': [json({ id, deprecated: isDeprecated })] },
});
const upsert = (...ids: string[]) => ({
  kind: 'upsertSearchAttributes',
  searchAttributes: { TemporalChangeVersion: { ...json(ids), metadata: { type: 'KeywordList' } } },
});
const task = () => history().started().task();

describe('patched', () => {
  it('leaves one marker and one upsert per id, each upsert listing all ids in order', () => {
    const { commands } = play(task().events, script([patched('b'), patched('a'), patched('b')]));
    expect(commands).toEqual([marker('b'), upsert('b'), marker('a'), upsert('a', 'b')]);
  });

  it('is announced ahead on replay and leaves nothing new', () => {
    const events = task().completed().patched('p').timerStarted(1).signaled('x').task().events;
    const { activations, commands } = play(events, script([patched('p'), timer], [patched('p')]));
    expect(jobKinds(activations)).toEqual([['initializeWorkflow', 'notifyHasPatch'], ['signalWorkflow']]);
    expect(commands).toEqual([]);
  });

  it('stops listing patches when the list no longer fits', () => {
    const long = 'x'.repeat(2_050);
    expect(play(task().events, script([patched(long)])).commands).toEqual([marker(long)]);
  });

  it('whose marker is in the history must still be asked for', () => {
    const events = task().completed().patched('p').timerStarted(1).signaled('x').task().events;
    expect(() => play(events, script([timer]))).toThrow(
      /MarkerRecorded of patch 'p' at event 5, but the code started timer '1' instead\. Keep calling patched\('p'\) or deprecatePatch\('p'\)/,
    );
  });

  it('of another id is not the same', () => {
    const events = task().completed().patched('p').signaled('x').task().events;
    expect(() => play(events, script([patched('q')]))).toThrow(/the code called patched\('q'\) instead/);
  });

  it('that the history knows nothing of is no difference', () => {
    const events = task().completed().timerStarted(1).signaled('x').task().events;
    expect(() => play(events, script([patched('new'), timer]))).not.toThrow();
  });
});

describe('a deprecated patch', () => {
  it('leaves a marker that says so', () => {
    expect(play(task().events, script([deprecated('p')])).commands).toEqual([marker('p', true), upsert('p')]);
  });

  it('may be removed from the code, with the upsert it left', () => {
    const events = task().completed().patched('p', true).timerStarted(1).signaled('x').task().events;
    expect(() => play(events, script([timer]))).not.toThrow();
  });

  it('may stand before another one that is still asked for', () => {
    const events = task().completed().patched('old', true).patched('p').signaled('x').task().events;
    expect(() => play(events, script([patched('p')]))).not.toThrow();
  });

  it('replaces patched() without a difference', () => {
    const events = task().completed().patched('p').timerStarted(1).signaled('x').task().events;
    expect(() => play(events, script([deprecated('p'), timer]))).not.toThrow();
  });
});

describe('a history without the flag for it', () => {
  it('has no upsert after the marker, and none is expected', () => {
    const details = { 'patch-data': [json({ id: 'p', deprecated: false })] };
    const events = task()
      .add('WorkflowTaskCompleted', { coreUsedFlags: [1] })
      .add('MarkerRecorded', { markerName: 'core_patch', details })
      .timerStarted(1)
      .signaled('x')
      .task().events;
    expect(() => play(events, script([patched('p'), timer]))).not.toThrow();
  });
});
