-- What is handed out: raw parts of tasks, from which the caller builds its objects. A reply has room for so many bytes
-- of history.
local room = LIMIT.replyBytes

-- Events from index `from` on, or false when the reply has no room for them.
function S.replyEvents(r, from)
  local l = S.runList(r, KEY.history)
  local events, size = {}, 0
  if r.bytes <= room then
    events = S.listFrom(l, from)
  else
    -- Long: in pieces, so that what does not fit is not read to its end.
    for index = from, S.listLength(l) - 1 do
      events[#events + 1] = S.listAt(l, index)
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
function S.replyRun(r)
  return { r.f.id, r.f.queue, r.f.tt, r.f.prev or false, r.f.wft or false }
end

-- Updates and queries are mostly absent; 0 stands for none.
function S.replyWorkflow(r, warm)
  local from = warm and tonumber(r.f.prev or 0) or 0
  local events = S.replyEvents(r, from)
  local updates, queries = 0, 0
  if S.runCount(r, KEY.updatesWaiting) > 0 then updates = S.listFrom(S.runList(r, KEY.updatesWaiting), 0) end
  if S.runCount(r, KEY.queriesWaiting) > 0 then
    queries = {}
    for i, id in ipairs(S.listFrom(S.runList(r, KEY.queriesWaiting), 0)) do
      queries[i] = call('GET', P .. KEY.query .. id)
    end
  end
  return { 'workflow', r.id, S.replyRun(r), from + 1, warm and 1 or 0, events and 0 or 1, events or {}, updates, queries }
end
