-- Gives a lease back, if the owner still holds it: that of the timer loop, or that of a run's outbox. For the loop it rings
-- for one of those who would take it over.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  owner: the process
-- ARGV[2]  runId: whose outbox; '' for the loop
--
-- Returns 1 when it was held

-- @include "shard"

local key = A[2] == '' and P .. KEY.loop or P .. KEY.outboxLease .. A[2]
if call('GET', key) ~= A[1] then return 0 end
call('DEL', key)
if A[2] == '' then
  call('DEL', P .. KEY.loopFree)
  call('RPUSH', P .. KEY.loopFree, '1')
end
return 1
