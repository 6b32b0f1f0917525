import { expect, test } from 'vitest';
import { parseLuaHeader } from '../lua-header';
import { render } from '../render';

const SCRIPT = `-- Takes tasks from a queue.
-- Each once.
--
-- KEYS[1]  the shard
-- ARGV[1]  how many

-- not the header
local n = tonumber(ARGV[1])
`;

test('a header is a summary and a contract, and ends with the comment', () => {
  expect(parseLuaHeader(SCRIPT)).toEqual({
    summary: 'Takes tasks from a queue. Each once.',
    contract: ['KEYS[1]  the shard', 'ARGV[1]  how many'],
  });
  expect(parseLuaHeader('local a = 1')).toBeUndefined();
});

test('the page lists keys and scripts, with placeholders and bars escaped', () => {
  const keys = { run: { key: 'r:<runId>', type: 'hash', content: '<a>|`<b>`', lifetime: 'long' } };
  const page = render(keys, [{ name: 'poll.lua', source: SCRIPT }]);
  expect(page).toContain('| run | `r:<runId>` | hash | \\<a\\>\\|`<b>` | long |');
  expect(page).toContain(
    '### poll.lua\n\nTakes tasks from a queue. Each once.\n\n```text\nKEYS[1]  the shard\nARGV[1]  how many\n```',
  );
});

test('a script without a header is refused', () => {
  expect(() => render({}, [{ name: 'poll.lua', source: 'return 1' }])).toThrow(/poll.lua has no header/);
});
