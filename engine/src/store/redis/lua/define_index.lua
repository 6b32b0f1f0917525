-- Changes the definition of a record index, if the definitions are those that the caller knows.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  name: of the index
-- ARGV[2]  definition: JSON, or '' to remove it
-- ARGV[3]  version: of the definitions that the caller knows
-- ARGV[4]  next: version from now on
--
-- Returns 1, or 0 when the version is another one

-- @include "shard"

local key = P .. KEY.recordIndexes
if (call('HGET', key, 'version') or '0') ~= A[3] then return 0 end
if A[2] == '' then call('HDEL', key, 'index:' .. A[1]) else call('HSET', key, 'index:' .. A[1], A[2]) end
call('HSET', key, 'version', A[4])
return 1
