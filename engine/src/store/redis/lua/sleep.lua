-- Publishes until when the timer loop sleeps. Something due earlier than it knows ends the sleep at once.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  untilMs: store time
--
-- Returns {now, when to wake}

-- @include "shard"

local untilMs = tonumber(A[1])
local first = call('ZRANGE', P .. KEY.due, 0, 0, 'WITHSCORES')
if call('GET', P .. KEY.loopUntil) ~= A[1] then call('SET', P .. KEY.loopUntil, A[1]) end
return { now, first[2] and math.min(untilMs, tonumber(first[2])) or untilMs }
