-- Registrations of inboxes, and answers to queries.

local function watch(r, topic, inbox, ttl)
  local key = P .. KEY.watchers .. r.id
  call('ZCARD', key)
  local left = call('PTTL', key)
  extra[#extra + 1] = { 'ZREMRANGEBYSCORE', key, '-inf', now }
  extra[#extra + 1] = { 'ZADD', key, now + ttl, topic .. ' ' .. inbox }
  if left < ttl then extra[#extra + 1] = { 'PEXPIRE', key, ttl } end
end

local function answerQuery(r, id, answer)
  local key = P .. KEY.query .. id
  local inbox = match(call('GET', key) or '', '^Q{"inbox":"([^"]*)"')
  if not inbox then return end
  extra[#extra + 1] = { 'SET', key, 'A' .. answer, 'PX', LIMIT.answerMs }
  publish(inbox, r.id, 'query:' .. id, answer)
  listFilter(runList(r, KEY.queriesWaiting), function(other) return other ~= id end)
end
