import assert from 'node:assert/strict';
import type { Client, ScheduleSpec } from '@temporalio/client';
import type { Environment } from '../../../environment';
import { withClient } from '../../../support/with-worker';

type Case = { readonly spec: ScheduleSpec; readonly times: readonly string[] };

/** Far enough in the future that no time passes, or comes, while the program runs. */
const cases: { readonly [name: string]: Case } = {
  'leap days': {
    spec: { calendars: [{ year: { start: 2090, end: 2099 }, month: 'FEBRUARY', dayOfMonth: 29, hour: 12 }] },
    times: ['2092-02-29T12:00:00.000Z', '2096-02-29T12:00:00.000Z'],
  },
  'fridays the thirteenth': {
    spec: { calendars: [{ year: 2099, month: '*', dayOfMonth: 13, dayOfWeek: 'FRIDAY' }] },
    times: ['2099-02-13T00:00:00.000Z', '2099-03-13T00:00:00.000Z', '2099-11-13T00:00:00.000Z'],
  },
  'steps and lists': {
    spec: {
      calendars: [{ year: 2099, month: 'JUNE', dayOfMonth: 1, hour: [6, 18], minute: { start: 0, end: 59, step: 30 } }],
    },
    times: ['06:00', '06:30', '18:00', '18:30'].map((time) => `2099-06-01T${time}:00.000Z`),
  },
  'two calendars, and what is skipped': {
    spec: {
      calendars: [
        { year: 2099, month: 'JUNE', dayOfMonth: { start: 1, end: 3 } },
        { year: 2099, month: 'MAY', dayOfMonth: 31, hour: 23, minute: 59, second: 59 },
      ],
      skip: [{ year: 2099, month: 'JUNE', dayOfMonth: 2 }],
    },
    times: ['2099-05-31T23:59:59.000Z', '2099-06-01T00:00:00.000Z', '2099-06-03T00:00:00.000Z'],
  },
  'a time zone': {
    spec: { calendars: [{ year: 2099, month: 'JANUARY', dayOfMonth: 1 }], timezone: 'Asia/Tokyo' },
    times: ['2098-12-31T15:00:00.000Z'],
  },
  'a cron expression': {
    spec: { cronExpressions: ['15 9 24-25 12 * 2099'] },
    times: ['2099-12-24T09:15:00.000Z', '2099-12-25T09:15:00.000Z'],
  },
};

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    for (const [index, [name, { spec, times }]] of Object.entries(cases).entries()) {
      assert.deepEqual(await timesOf(env, client, spec, `calendars-${index}`), times, name);
    }
  });
}

async function timesOf(env: Environment, client: Client, spec: ScheduleSpec, label: string): Promise<string[]> {
  const schedule = await client.schedule.create({
    scheduleId: env.name(label),
    spec,
    action: { type: 'startWorkflow', workflowType: 'never', taskQueue: env.taskQueue },
  });
  const { info } = await schedule.describe();
  await schedule.delete();
  return info.nextActionTimes.map((time) => time.toISOString());
}
