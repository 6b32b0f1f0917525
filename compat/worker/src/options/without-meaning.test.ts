import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { recordingLogger } from '../../test/support/fakes';
import {
  CONNECTION_OPTIONS_WITHOUT_MEANING,
  REPLAY_OPTIONS_WITHOUT_MEANING,
  RUNTIME_OPTIONS_WITHOUT_MEANING,
  WORKER_OPTIONS_WITHOUT_MEANING,
  warnAboutOptionsWithoutMeaning,
} from './without-meaning';

const TABLES = {
  WorkerOptions: WORKER_OPTIONS_WITHOUT_MEANING,
  ReplayWorkerOptions: REPLAY_OPTIONS_WITHOUT_MEANING,
  RuntimeOptions: RUNTIME_OPTIONS_WITHOUT_MEANING,
  NativeConnectionOptions: CONNECTION_OPTIONS_WITHOUT_MEANING,
};

it('every option without meaning is on the page, with its reason', () => {
  const page = readFileSync(new URL('../../../../docs/options-without-meaning.md', import.meta.url), 'utf8');
  const text = page.replaceAll(/\s+/g, ' ');
  for (const [owner, table] of Object.entries(TABLES)) {
    for (const [name, reason] of Object.entries(table)) {
      expect(text).toContain(`| \`${owner}.${name}\` |`);
      expect(text).toContain(reason);
    }
  }
});

it('an option is warned about once in a process, and only when it is given', () => {
  const logger = recordingLogger();
  const table = { 'metrics.otel': 'there is no exporter', other: 'never' };
  for (let i = 0; i < 3; i++) warnAboutOptionsWithoutMeaning('Test', { metrics: { otel: {} } }, table, logger);
  expect(logger.messages('WARN')).toEqual([
    'Test.metrics.otel has no effect: there is no exporter. See docs/options-without-meaning.md',
  ]);
});
