-- Definitions of record indexes.
--
-- KEYS[1]  prefix: of the shard
--
-- Returns {field, value...} of the hash

-- @include "shard"

return call('HGETALL', P .. KEY.recordIndexes)
