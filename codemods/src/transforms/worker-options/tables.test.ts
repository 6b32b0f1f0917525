import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { REASONS } from './tables';

const page = readFileSync(join(__dirname, '../../../../docs/options-without-meaning.md'), 'utf8');

it('names each option of workers that the documentation lists as without meaning', () => {
  const documented = [...page.matchAll(/^\| `WorkerOptions\.(\w+)` \|/gm)].map(([, name]) => name);
  // Refused when it turns versioning on, and reported as that.
  expect(Object.keys(REASONS)).toEqual(documented.filter((name) => name !== 'workerDeploymentOptions'));
});
