-- How many tasks wait in queues of workflows.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[..] queues: their names
--
-- Returns {count...}

-- @include "shard"

local counts = {}
for n = 1, #A do
  counts[n] = 0
  for priority = 1, 5 do
    counts[n] = counts[n] + call('LLEN', P .. KEY.queue .. 'workflow:' .. priority .. ':' .. A[n])
  end
end
return counts
