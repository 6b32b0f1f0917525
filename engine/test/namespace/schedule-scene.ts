/** Schedules on a scene: what tests ask for, with what does not matter filled in. */
import { randomUUID } from 'node:crypto';
import type { ScheduleView } from '../../src/client/schedule/contract';
import type {
  OverlapPolicy,
  ScheduleCreateRequest,
  ScheduledAction,
  SchedulePatch,
  ScheduleUpdateRequest,
} from '../../src/model/schedule';
import type { Scene } from './scene';

export const HOUR_MS = 3_600_000;

export const ACTION: ScheduledAction = { workflowId: 'job', workflowType: 'wf', taskQueue: 'q', args: [] };

export function every(everyMs: number, offsetMs = 0): ScheduleUpdateRequest['spec'] {
  return { intervals: [{ everyMs, offsetMs }] };
}

/** Each hour of a year that is over: nothing is due, and backfills find times. */
const PAST: ScheduleUpdateRequest['spec'] = { ...every(HOUR_MS), endAtMs: Date.UTC(2021, 0, 1) };

export type ScheduleWish = Partial<ScheduleCreateRequest>;

export class ScheduleScene {
  readonly #scene: Scene;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** A schedule "s" without times in the future, unless told otherwise. */
  create(wish: ScheduleWish = {}): Promise<void> {
    const { schedules } = this.#scene.client;
    return schedules.create({ requestId: randomUUID(), scheduleId: 's', spec: PAST, action: ACTION, ...wish });
  }

  patch(patch: SchedulePatch): Promise<void> {
    return this.#scene.client.schedules.patch('s', { requestId: randomUUID(), ...patch });
  }

  trigger(overlap?: OverlapPolicy): Promise<void> {
    return this.patch({ trigger: { overlap } });
  }

  update(wish: Partial<ScheduleUpdateRequest>): Promise<void> {
    return this.#scene.client.schedules.update('s', { requestId: randomUUID(), spec: PAST, action: ACTION, ...wish });
  }

  view(): Promise<ScheduleView> {
    return this.#scene.client.schedules.describe('s');
  }

  async until(condition: (view: ScheduleView) => boolean): Promise<ScheduleView> {
    let view = await this.view();
    while (!condition(view)) {
      await this.#scene.pass(10);
      view = await this.view();
    }
    return view;
  }

  /** Backfill of so many hours of the past, each once. */
  hours(count: number, overlap?: OverlapPolicy): SchedulePatch {
    const startMs = Date.UTC(2020, 0, 1);
    return { backfills: [{ startMs, endMs: startMs + (count - 1) * HOUR_MS, overlap }] };
  }

  /** Ids of the workflows that a backfill of `hours` starts. */
  hourIds(count: number): string[] {
    return Array.from({ length: count }, (_, hour) => `job-2020-01-01T${String(hour).padStart(2, '0')}:00:00Z`);
  }
}
