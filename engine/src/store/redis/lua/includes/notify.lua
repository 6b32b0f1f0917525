-- Inboxes: who registered for a topic of a run is told through a channel.
local notify = {}

-- On the wire: `<runId>|<bytes of topic>|<topic>|<message>`. The channel's prefix is the first part of the hash tag.
function notify.publish(inbox, runId, topic, message)
  local channel = match(P, '^{([^/]*)/') .. ':inbox:' .. inbox
  journal.add('PUBLISH', channel, concat({ runId, #topic, topic, message }, '|'))
end

function notify.key(r)
  return P .. KEY.watchers .. r.id
end

-- Calls `tell(topic, inbox)` for every registration that has not expired. The inbox follows the last space.
function notify.each(r, tell)
  if r.fresh then return end
  for _, member in ipairs(call('ZRANGEBYSCORE', notify.key(r), '(' .. now, '+inf')) do
    tell(match(member, '^(.*) (%S*)$'))
  end
end

function notify.topic(r, wanted, message)
  notify.each(r, function(topic, inbox)
    if topic == wanted then notify.publish(inbox, r.id, topic, message) end
  end)
end

function notify.watch(r, topic, inbox, ttl)
  local left = call('PTTL', notify.key(r))
  call('ZCARD', notify.key(r))
  journal.add('ZREMRANGEBYSCORE', notify.key(r), '-inf', now)
  journal.add('ZADD', notify.key(r), now + ttl, topic .. ' ' .. inbox)
  if left < ttl then journal.add('PEXPIRE', notify.key(r), ttl) end
end

function notify.answerQuery(r, id, answer)
  local key = P .. KEY.query .. id
  local inbox = match(call('GET', key) or '', '^Q{"inbox":"([^"]*)"')
  if not inbox then return end
  journal.add('SET', key, 'A' .. answer, 'PX', LIMIT.answerMs)
  notify.publish(inbox, r.id, 'query:' .. id, answer)
  local waiting = run.list(r, KEY.queriesWaiting)
  if list.length(waiting) == 0 then return end
  local kept = {}
  for _, other in ipairs(list.from(waiting, 0)) do
    if other ~= id then kept[#kept + 1] = other end
  end
  list.replace(waiting, kept)
end
