-- Counts entries of the list index within ranges.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  kind: of the runs
-- ARGV[..] ranges: bounds of each, which do not belong to it
--
-- Returns {count...}

-- @include "shard"

local key, counts = P .. KEY.visibility .. A[1], {}
for i = 2, #A, 2 do
  counts[#counts + 1] = call('ZLEXCOUNT', key, '(' .. A[i], '(' .. A[i + 1])
end
return counts
