-- Histories: stamps, events that are appended, events that wait in the buffers while a workflow task is out.
local history = {}
local task = {} -- filled by task.lua

-- The stamp of what happens now: never before the run's last one, for a failover can move the clock back.
function history.stamp(r)
  if now > r.last then r.last = now end
  return r.last
end

function history.stamped(body, at)
  return '{"t":' .. at .. ',' .. sub(body, 2)
end

function history.list(r)
  return run.list(r, KEY.history)
end

function history.add(r, entry)
  list.push(run.list(r, KEY.history), entry)
  r.bytes = r.bytes + #entry
end

function history.append(r, body)
  history.add(r, history.stamped(body, history.stamp(r)))
end

function history.length(r)
  return list.length(run.list(r, KEY.history))
end

-- `firstAt`: stamp of this body instead of now's, or nil.
function history.arrive(r, part, entry, body, firstAt)
  local stamped = history.stamped(body, firstAt or history.stamp(r))
  if task.state(r) ~= 'started' then return history.add(r, stamped) end
  list.push(run.list(r, part), entry .. '|' .. stamped)
end

function history.isBuffered(r, entry)
  local start = entry .. '|'
  for _, part in ipairs({ KEY.others, KEY.closes }) do
    local l = run.list(r, part)
    if list.length(l) > 0 then
      for _, item in ipairs(list.from(l, 0)) do
        if sub(item, 1, #start) == start then return true end
      end
    end
  end
  return false
end

function history.dropBuffered(r, entry)
  local start = entry .. '|'
  for _, part in ipairs({ KEY.others, KEY.closes }) do
    local l = run.list(r, part)
    if list.length(l) > 0 then
      local items, kept = list.from(l, 0), {}
      for _, item in ipairs(items) do
        if sub(item, 1, #start) ~= start then kept[#kept + 1] = item end
      end
      if #kept < #items then list.replace(l, kept) end
    end
  end
end

function history.buffered(r)
  return list.length(run.list(r, KEY.others)) + list.length(run.list(r, KEY.closes))
end

-- The name of an entry may hold ids of users: the event begins behind the first bar that an event follows.
function history.flushPart(r, part)
  local l = run.list(r, part)
  if list.length(l) == 0 then return false end
  for _, item in ipairs(list.from(l, 0)) do
    history.add(r, sub(item, string.find(item, '|{"t":', 1, true) + 1))
  end
  list.clear(l)
  return true
end

function history.flush(r)
  local others = history.flushPart(r, KEY.others)
  local closes = history.flushPart(r, KEY.closes)
  if others or closes then task.schedule(r, false, false) end
end
