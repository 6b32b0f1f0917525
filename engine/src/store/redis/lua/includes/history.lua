-- Histories: stamps, and events that are appended.

-- The stamp of what happens now: never before the run's last one, for a failover can move the clock back.
local function stampOf(r)
  if now > r.last then r.last = now end
  return r.last
end

local function historyAdd(r, entry)
  listPush(runList(r, KEY.history), entry)
  r.bytes = r.bytes + #entry
end

-- The stored entry of an event: its body with the stamp as first property.
local function stamped(body, at)
  return '{"t":' .. at .. ',' .. sub(body, 2)
end

local function historyAppend(r, body)
  historyAdd(r, stamped(body, stampOf(r)))
end

local function historyLength(r)
  return listLength(runList(r, KEY.history))
end
