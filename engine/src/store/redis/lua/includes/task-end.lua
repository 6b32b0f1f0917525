-- The started workflow task ends, and what a transition leaves behind it.

-- write, updates handled, sticky (`-` leaves it, `=` and a name sets it, `=` clears it), identity: A[i] and on.
function S.taskEnd(r, i)
  local wft, writes = r.f.wft or '', A[i] == '1'
  local _, attempt, kind, event, stamp, bytes, suggest =
    match(wft, '^started (%d+) (%d+) ([wv]) (%d+) (%d+) (%d+) ([01]) ')
  if not attempt then error('endTask: no task is started, but: ' .. wft) end
  if writes and kind == 'v' then
    -- Both have the recorded moment of the start.
    local at = '{"t":' .. stamp .. ','
    S.historyAdd(r, at .. '"type":"WorkflowTaskScheduled","attempt":' .. attempt .. '}')
    S.historyAdd(r, at .. sub(S.startedEvent(bytes, suggest, A[i + 3]), 2))
  end
  S.hashPut(r, 'wft', false)
  S.hashPut(r, 'token', false)
  S.timerArm(r, 'task', false)
  if A[i + 1] ~= '0' then S.listDrop(S.runList(r, KEY.updatesWaiting), tonumber(A[i + 1])) end
  local sticky = A[i + 2]
  if sticky ~= '-' then S.hashPut(r, 'sticky', sticky ~= '=' and sub(sticky, 2)) end
  if writes then S.hashPut(r, 'prev', event) end
end

-- The started workflow task fails and what is buffered is written; no other is scheduled. A virtual one leaves no trace.
function S.taskBreak(r)
  if S.taskState(r) ~= 'started' then return end
  local _, _, kind = S.taskParts(r)
  for _, field in ipairs({ 'wft', 'token', 'sticky' }) do
    S.hashPut(r, field, false)
  end
  S.timerArm(r, 'task', false)
  if kind == 'w' then S.historyAppend(r, '{"type":"WorkflowTaskFailed","cause":"FORCE_CLOSE_COMMAND"}') end
  S.flushParts(r)
end

local function grew(r, family)
  local l = r.lists[family]
  return l and l.count > 0
end

local function isOverfull(r)
  if not grew(r, KEY.others) and not grew(r, KEY.closes) then return false end
  return tonumber(r.f.buffered or 0) > LIMIT.bufferedBytes or S.buffered(r) > LIMIT.bufferedEvents
end

function S.pushQueries(r)
  local queries = S.runList(r, KEY.queriesWaiting)
  local name = S.taskQueueOf(r)
  for _, id in ipairs(S.listFrom(queries, 0)) do
    S.pushTask('RPUSH', r, name, 'q|' .. r.id .. '|' .. id)
  end
  S.listClear(queries)
end

-- After the last effect: nothing that arrived may be left without a task that brings it (invariant 3).
function S.settle(r)
  if r.f.status ~= 'RUNNING' then return end
  if isOverfull(r) then
    S.taskBreak(r)
    S.taskSchedule(r, false, false)
  end
  local state = S.taskState(r)
  if state == 'started' then return end
  S.flush(r)
  if state or r.f.wft then return end
  if S.runCount(r, KEY.updatesWaiting) > 0 then return S.taskSchedule(r, true, false) end
  if S.runCount(r, KEY.queriesWaiting) > 0 then S.pushQueries(r) end
end
