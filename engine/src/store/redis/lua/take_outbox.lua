-- Leases a run's outbox and reads its first messages in order. Each reading counts as an attempt of the first.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  runId: the sender
-- ARGV[2]  owner: the process
-- ARGV[3]  leaseMs: of the outbox
-- ARGV[4]  limit: messages at most
--
-- Returns {now, workflowId, {entries}} | nil when another process holds it, or the run is unknown

-- @include "shard"

local lease, key = P .. KEY.outboxLease .. A[1], P .. KEY.outbox .. A[1]
local holder = call('GET', lease)
local workflowId = call('HGET', P .. KEY.run .. A[1], 'id')
if not workflowId or holder and holder ~= A[2] then return nil end
local entries = call('LRANGE', key, 0, A[4] - 1)
call('SET', lease, A[2], 'PX', A[3])
if entries[1] then
  local seq, attempts, message = match(entries[1], '^(%d+)|(%d+)|(.*)$')
  entries[1] = table.concat({ seq, attempts + 1, message }, '|')
  call('LSET', key, 0, entries[1])
end
return { now, workflowId, entries }
