-- What is handed out: raw parts of tasks, from which the caller builds its objects.
-- A reply has room for so many bytes of history.
local reply = { bytes = LIMIT.replyBytes }

-- Events from index `from` on, or false when the reply has no room for them.
function reply.events(r, from)
  local l = history.list(r)
  local events = {}
  if r.bytes <= reply.bytes then
    events = list.from(l, from)
  else
    -- Long: in pieces, so that what does not fit is not read to its end.
    local room = reply.bytes
    for start = from, list.length(l) - 1, 100 do
      for index = start, math.min(start + 99, list.length(l) - 1) do
        local event = list.at(l, index)
        room = room - #event
        if room < 0 then return false end
        events[#events + 1] = event
      end
    end
  end
  for i = 1, #events do
    reply.bytes = reply.bytes - #events[i]
  end
  return events
end

function reply.flags(r, from)
  local events = reply.events(r, from)
  return events or {}, events and '0' or '1'
end

-- The fields of `r:` that the reader of a reply needs.
function reply.run(r)
  local fields = {}
  for _, field in ipairs({ 'id', 'type', 'queue', 'tt', 'prev', 'wft' }) do
    local value = run.get(r, field)
    if value then
      fields[#fields + 1] = field
      fields[#fields + 1] = value
    end
  end
  return fields
end

function reply.workflow(r, warm)
  local from = warm and tonumber(run.get(r, 'prev') or 0) or 0
  local events, paged = reply.flags(r, from)
  local queries = {}
  for _, id in ipairs(list.from(run.list(r, KEY.queriesWaiting), 0)) do
    queries[#queries + 1] = call('GET', P .. KEY.query .. id)
  end
  local updates = list.from(run.list(r, KEY.updatesWaiting), 0)
  return { 'workflow', r.id, reply.run(r), from + 1, warm and '1' or '0', paged, events, updates, queries }
end

function reply.query(r, id, warm)
  local record = call('GET', P .. KEY.query .. id)
  if not record or sub(record, 1, 1) ~= 'Q' then return nil end
  local events, paged = {}, '0'
  if not warm then events, paged = reply.flags(r, 0) end
  return { 'query', r.id, reply.run(r), record, warm and '1' or '0', paged, events }
end
