-- Reads entries of the list index within ranges.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  kind: of the runs
-- ARGV[2]  limit: entries of each range at most
-- ARGV[3]  reverse: 1: last first
-- ARGV[4]  whole: 1: whole entries, not their places only
-- ARGV[..] ranges: bounds of each, which do not belong to it
--
-- Returns {{entry or place...}...}

-- @include "shard"

local key, found = P .. KEY.visibility .. A[1], {}
for i = 5, #A, 2 do
  local entries
  if A[3] == '1' then entries = call('ZREVRANGEBYLEX', key, '(' .. A[i + 1], '(' .. A[i], 'LIMIT', 0, A[2])
  else entries = call('ZRANGEBYLEX', key, '(' .. A[i], '(' .. A[i + 1], 'LIMIT', 0, A[2]) end
  if A[4] ~= '1' then
    for n = 1, #entries do
      entries[n] = match(entries[n], '[^%z]*$')
    end
  end
  found[#found + 1] = entries
end
return found
