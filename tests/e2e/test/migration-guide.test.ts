/**
 * docs/migration-guide.md, followed command by command, in a copy of examples/migration/orders. With UPDATE_GUIDE=1 what the
 * guide shows is replaced by what was printed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepsOf, withPrinted } from './guide/steps';
import { workplace, type Workplace } from './guide/workplace';

const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'migration-guide.md');
const guide = readFileSync(file, 'utf8');
const steps = stepsOf(guide);
const printed: string[] = [];

describe('the migration guide', () => {
  let place: Workplace;

  beforeAll(async () => {
    const env = { PERDURE_REDIS_URL: testRedisUrl(), TEMPORAL_NAMESPACE: freshNamespace() };
    place = await workplace('examples/migration/orders', env);
  });
  afterAll(() => {
    if (process.env.UPDATE_GUIDE) writeFileSync(file, withPrinted(guide, steps, printed));
    place.remove();
  });

  it('has steps, in its order', () => {
    expect(steps.length).toBeGreaterThan(7);
  });

  it.each(steps.map((step, at) => ({ at, ...step })))(
    'step $at: $commands',
    async ({ at, commands, printed: shown }) => {
      printed[at] = plain(await place.run(commands));
      if (shown !== undefined && !process.env.UPDATE_GUIDE) expect(printed[at]).toBe(shown);
    },
    120_000,
  );
});

/** Without what differs from run to run. */
function plain(output: string): string {
  return output
    .replaceAll(testRedisUrl(), 'redis://localhost:6379')
    .replace(/\[main [0-9a-f]{7,}\]/g, '[main 1a2b3c4]')
    .replace(/^[0-9a-f]{7,} /gm, '1a2b3c4 ')
    .replace(/(Node:|Redis|one copy,) \d+\.\d+\.\d+/g, '$1 …')
    .replace(/ \(\d+(\.\d+)? m?s\)$/gm, '')
    .replace(/\b\d+(\.\d+)? (?=m?s\b)/g, '… ');
}
