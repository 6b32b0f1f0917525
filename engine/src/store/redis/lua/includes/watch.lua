-- Registrations of inboxes, and answers to queries.

function S.watch(r, topic, inbox, ttl)
  local key = P .. KEY.watchers .. r.id
  call('ZCARD', key)
  local left = call('PTTL', key)
  extra[#extra + 1] = { 'ZREMRANGEBYSCORE', key, '-inf', now }
  extra[#extra + 1] = { 'ZADD', key, now + ttl, topic .. ' ' .. inbox }
  if left < ttl then extra[#extra + 1] = { 'PEXPIRE', key, ttl } end
end

function S.answerQuery(r, id, answer)
  local key = P .. KEY.query .. id
  local inbox = match(call('GET', key) or '', '^Q{"inbox":"([^"]*)"')
  if not inbox then return end
  extra[#extra + 1] = { 'SET', key, 'A' .. answer, 'PX', LIMIT.answerMs }
  S.publish(inbox, r.id, 'query:' .. id, answer)
  S.listFilter(S.runList(r, KEY.queriesWaiting), function(other) return other ~= id end)
end
