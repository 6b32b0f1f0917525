-- Puts a token into a list of at most one: a bell, or the wake list of a waiting connection.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  list: its key behind the prefix
-- ARGV[2]  ttlMs: or '' for a list without an end
--
-- Returns 1 when there was none

-- @include "shard"

local key = P .. A[1]
if call('LLEN', key) > 0 then return 0 end
call('RPUSH', key, '1')
if A[2] ~= '' then call('PEXPIRE', key, A[2]) end
return 1
