import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testFixtures } from '../../../test/support/fixtures';
import { missingFeatures } from '.';
import { METHODS, NAMES, OPTION_NAMES } from './tables';

testFixtures(missingFeatures, __dirname);

it('names what the pages on gaps and options say of each', () => {
  const pages = ['known-gaps.md', 'options-without-meaning.md'].map((page) =>
    readFileSync(join(__dirname, '../../../../docs', page), 'utf8'),
  );
  const ofTaskQueue = ['TaskQueueClient', 'updateBuildIdCompatibility', 'getBuildIdCompatability', 'getReachability'];
  const names = [...Object.values(NAMES).flatMap(Object.keys), ...Object.keys(METHODS), ...Object.keys(OPTION_NAMES)];
  const unknown = names.filter((name) => !pages.some((page) => page.includes(name)));
  // They are what the pages call `client.taskQueue`.
  expect(unknown).toEqual(ofTaskQueue);
  expect(pages.join('')).toContain('client.taskQueue');
});
