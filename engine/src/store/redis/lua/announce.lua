-- Notes a worker that serves a queue, until it does so again or its time is over.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  worker: name
-- ARGV[2]  profile: JSON, or '' to remove it
-- ARGV[3]  ttlMs: how long it counts

-- Returns nothing

-- @include "shard"

local key = P .. KEY.roster
if A[2] == '' then
  call('HDEL', key, A[1])
  return
end
call('HSET', key, A[1], format('%d', now + A[3]) .. '|' .. nowText .. '|' .. A[2])
call('PEXPIRE', key, 10 * A[3])
