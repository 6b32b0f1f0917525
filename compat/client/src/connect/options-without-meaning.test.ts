import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { OPTIONS_WITHOUT_MEANING, warnOptions } from './options-without-meaning';

it('every option without meaning stands in the documentation', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/options-without-meaning.md'), 'utf8');
  for (const option of Object.keys(OPTIONS_WITHOUT_MEANING)) expect(page).toContain(`| \`${option}\` |`);
});

it('warns once about an option that is given, never about one that is empty', () => {
  const emitWarning = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const options = { metadata: {}, channelArgs: { 'grpc.keepalive_time_ms': 1 }, credentials: undefined };
  warnOptions('ConnectionOptions', options);
  warnOptions('ConnectionOptions', options);
  expect(emitWarning).toHaveBeenCalledTimes(1);
  expect(emitWarning.mock.calls[0]?.[0]).toContain('ConnectionOptions.channelArgs has no meaning');
  emitWarning.mockRestore();
});
