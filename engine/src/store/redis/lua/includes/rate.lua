-- A token bucket for the activities of a task queue: as many at once as may start in a second, at least one.

-- The tokens there are now.
function S.rateTokens(name, perSecond)
  local stored = call('HMGET', P .. KEY.rate .. name, 'tokens', 'at')
  local capacity = math.max(1, perSecond)
  if not stored[1] then return capacity end
  return math.min(capacity, stored[1] + math.max(0, now - stored[2]) * perSecond / 1000)
end

-- Phase 2.
function S.writeTokens(name, perSecond, tokens)
  local key = P .. KEY.rate .. name
  write('HSET', key, 'tokens', tokens, 'at', now)
  write('PEXPIRE', key, math.ceil(math.max(1, perSecond) * 1000 / perSecond))
end
