-- Takes registrations of inboxes back.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[..] requests: runId, topic, inbox of each
--
-- Returns how many there were

-- @include "shard"

local removed = 0
for i = 1, #A, 3 do
  removed = removed + call('ZREM', P .. KEY.watchers .. A[i], A[i + 1] .. ' ' .. A[i + 2])
end
return removed
