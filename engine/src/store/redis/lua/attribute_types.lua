-- Reads the types of search attributes.
--
-- KEYS[1]  prefix: of the shard
--
-- Returns {name, type...}

-- @include "shard"

return call('HGETALL', P .. KEY.attributeTypes)
