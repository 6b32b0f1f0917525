-- Who serves queues, and what is throttled. Forgets workers whose time is over.
--
-- KEYS[1]  prefix: of the shard
--
-- Returns {{worker, when it said so, profile}...}, {field, value...} of throttles

-- @include "shard"

local flat, found = call('HGETALL', P .. KEY.roster), {}
for n = 1, #flat, 2 do
  local untilMs, at, profile = match(flat[n + 1], '^(%d+)|(%d+)|(.*)$')
  if tonumber(untilMs) > now then found[#found + 1] = { flat[n], tonumber(at), profile }
  else call('HDEL', P .. KEY.roster, flat[n]) end
end
return { found, call('HGETALL', P .. KEY.throttle) }
