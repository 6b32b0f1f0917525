-- Sets, changes or ends a throttle.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  field: * | queue:<task queue> | worker:<JSON of its identity>
-- ARGV[2]  ms: between two tasks; -1: no tasks; 0: no throttle

-- Returns nothing

-- @include "shard"

local key = P .. KEY.throttle
if A[2] ~= '0' then
  call('HSET', key, A[1], A[2])
  return
end
call('HDEL', key, A[1])
-- Moments of the last tasks mean nothing without a throttle.
local fields = call('HKEYS', key)
for n = 1, #fields do
  if sub(fields[n], 1, 3) ~= 'at:' then return end
end
call('DEL', key)
