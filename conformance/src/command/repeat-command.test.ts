import { expect, it } from 'vitest';
import { parseOptions } from './options';
import { repeatCommand } from './repeat-command';

it('the command that repeats a case has its target, seed and server, and no password', () => {
  const options = parseOptions(['--redis', 'redis://me:secret@host:1', '--seed', 'k3j2'], () => undefined);
  expect(repeatCommand(options)({ area: 'timers', name: 'fires', target: 'redis' })).toBe(
    'npx perdure-conformance timers/fires --target redis --redis redis://me:***@host:1 --seed k3j2',
  );
});
