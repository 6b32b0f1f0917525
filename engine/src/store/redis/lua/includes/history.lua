-- Histories: stamps, and events that are appended.

-- The stamp of what happens now: never before the run's last one, for a failover can move the clock back.
function S.stampOf(r)
  if now > r.last then r.last = now end
  return r.last
end

function S.historyAdd(r, entry)
  S.listPush(S.runList(r, KEY.history), entry)
  r.bytes = r.bytes + #entry
end

-- The stored entry of an event: its body with the stamp as first property.
function S.stamped(body, at)
  return '{"t":' .. at .. ',' .. sub(body, 2)
end

function S.historyAppend(r, body)
  S.historyAdd(r, S.stamped(body, S.stampOf(r)))
end

function S.historyLength(r)
  return S.listLength(S.runList(r, KEY.history))
end
