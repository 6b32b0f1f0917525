-- Records that an activity attempt lives, with its details, and tells whether it was asked to stop.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  runId: of the workflow
-- ARGV[2]  scheduledEventId: of the activity
-- ARGV[3]  attempt: that beats
-- ARGV[4]  details: JSON, or '' for none
--
-- Returns {'alive', 1 when cancellation was requested} | {'gone', 0}

-- @include "shard"

local pending, name = P .. KEY.pending .. A[1], 'act:' .. A[2]
local status = call('HGET', P .. KEY.run .. A[1], 'status')
local state = call('HMGET', pending, name, name .. ':cancel')
if status ~= 'RUNNING' or state[1] ~= 'started ' .. A[3] then return { 'gone', 0 } end
if A[4] ~= '' then
  call('HSET', pending, name .. ':alive', now, name .. ':beat', A[4])
else
  call('HSET', pending, name .. ':alive', now)
end
return { 'alive', state[2] == '1' and 1 or 0 }
