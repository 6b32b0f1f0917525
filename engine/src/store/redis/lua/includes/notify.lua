-- Inboxes: who registered for a topic of a run is told through a channel.

-- On the wire: `<runId>|<bytes of topic>|<topic>|<message>`. The channel's prefix is the first part of the hash tag.
function S.publish(inbox, runId, topic, message)
  local channel = match(P, '^{([^/]*)/') .. ':inbox:' .. inbox
  extra[#extra + 1] = { 'PUBLISH', channel, runId .. '|' .. #topic .. '|' .. topic .. '|' .. message }
end

-- Registrations that have not expired, `<topic> <inbox>`.
function S.watchersOf(r)
  if r.fresh then return {} end
  return call('ZRANGEBYSCORE', P .. KEY.watchers .. r.id, '(' .. now, '+inf')
end

function S.notifyTopic(r, wanted, message)
  for _, member in ipairs(S.watchersOf(r)) do
    local topic, inbox = match(member, '^(.*) (%S*)$')
    if topic == wanted then S.publish(inbox, r.id, topic, message) end
  end
end
