-- What is handed out: raw parts of tasks, from which the caller builds its objects. A reply has room for so many bytes
-- of history.
local room = LIMIT.replyBytes

-- Events from index `from` on, or false when the reply has no room for them.
local function replyEvents(r, from)
  local l = runList(r, KEY.history)
  local events, size = {}, 0
  if r.bytes <= room then
    events = listFrom(l, from)
  else
    -- Long: in pieces, so that what does not fit is not read to its end.
    for index = from, listLength(l) - 1 do
      events[#events + 1] = listAt(l, index)
      size = size + #events[#events]
      if size > room then return false end
    end
  end
  for i = 1, #events do
    room = room - #events[i]
  end
  return events
end

-- The fields of `r:` that the reader of a reply needs.
local function replyRun(r)
  return { hashGet(r, 'id'), hashGet(r, 'queue'), hashGet(r, 'tt'), hashGet(r, 'prev'), hashGet(r, 'wft') }
end

-- Updates and queries are mostly absent; 0 stands for none.
local function replyWorkflow(r, warm)
  local from = warm and tonumber(hashGet(r, 'prev') or 0) or 0
  local events = replyEvents(r, from)
  local updates, queries = 0, 0
  if runCount(r, KEY.updatesWaiting) > 0 then updates = listFrom(runList(r, KEY.updatesWaiting), 0) end
  if runCount(r, KEY.queriesWaiting) > 0 then
    queries = {}
    for i, id in ipairs(listFrom(runList(r, KEY.queriesWaiting), 0)) do
      queries[i] = call('GET', P .. KEY.query .. id)
    end
  end
  return { 'workflow', r.id, replyRun(r), from + 1, warm and 1 or 0, events and 0 or 1, events or {}, updates, queries }
end
