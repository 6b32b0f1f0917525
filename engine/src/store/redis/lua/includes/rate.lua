-- A token bucket for a task queue: `tokens` at time `at`.
local rate = {}

-- How many tasks may be taken now, at most `max`; the tokens there are.
function rate.allowed(name, perSecond, max)
  if not perSecond then return max, nil end
  local key = P .. KEY.rate .. name
  local stored = call('HMGET', key, 'tokens', 'at')
  local capacity = math.max(1, perSecond)
  local tokens = capacity
  if stored[1] then tokens = math.min(capacity, stored[1] + math.max(0, now - stored[2]) * perSecond / 1000) end
  return math.min(max, math.floor(tokens)), tokens
end

-- Takes `count` tokens; answers in how many milliseconds there is one again.
function rate.spend(name, perSecond, tokens, count)
  local key, capacity = P .. KEY.rate .. name, math.max(1, perSecond)
  tokens = tokens - count
  if count > 0 then
    journal.add('HSET', key, 'tokens', tokens, 'at', now)
    journal.add('PEXPIRE', key, math.max(1, math.ceil((capacity - tokens) * 1000 / perSecond)))
  end
  return math.max(0, math.ceil((1 - tokens) * 1000 / perSecond))
end
