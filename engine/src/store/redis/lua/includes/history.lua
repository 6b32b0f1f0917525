-- Histories: stamps, and events that are appended.

-- The stamp of what happens now, as text: never before the run's last one, for a failover can move the clock back.
function S.stampOf(r)
  local stamp = r.stamp
  if stamp then return stamp end
  stamp = r.f.last
  if not stamp or now > tonumber(stamp) then
    stamp = nowText
    S.hashPut(r, 'last', stamp)
  end
  r.stamp = stamp
  return stamp
end

function S.historyAdd(r, entry)
  S.listPush(r.history or S.runList(r, KEY.history), entry)
  r.bytes = r.bytes + #entry
end

-- The stored entry of an event is its body with the stamp as first property.
function S.historyAppend(r, body)
  S.historyAdd(r, '{"t":' .. (r.stamp or S.stampOf(r)) .. ',' .. sub(body, 2))
end

function S.historyLength(r)
  return S.listLength(r.history or S.runList(r, KEY.history))
end
