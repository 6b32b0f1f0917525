-- The started workflow task ends, and what a transition leaves behind it.

-- write, updates handled, sticky (`-` leaves it, `=` and a name sets it, `=` clears it), identity: A[i] and on.
local function taskEnd(r, i)
  local wft, writes = hashGet(r, 'wft') or '', A[i] == '1'
  local _, attempt, kind, event, stamp, bytes, suggest =
    match(wft, '^started (%d+) (%d+) ([wv]) (%d+) (%d+) (%d+) ([01]) ')
  if not attempt then error('endTask: no task is started, but: ' .. wft) end
  if writes and kind == 'v' then
    historyAdd(r, stamped('{"type":"WorkflowTaskScheduled","attempt":' .. attempt .. '}', stamp))
    historyAdd(r, stamped(startedEvent(bytes, suggest, A[i + 3]), stamp))
  end
  hashPut(r, 'wft', false)
  hashPut(r, 'token', false)
  timerArm(r, 'task', false)
  if A[i + 1] ~= '0' then listDrop(runList(r, KEY.updatesWaiting), tonumber(A[i + 1])) end
  local sticky = A[i + 2]
  if sticky ~= '-' then hashPut(r, 'sticky', sticky ~= '=' and sub(sticky, 2)) end
  if writes then hashPut(r, 'prev', event) end
end

local function pushQueries(r)
  local queries = runList(r, KEY.queriesWaiting)
  local name = taskQueueOf(r)
  for _, id in ipairs(listFrom(queries, 0)) do
    pushTask('RPUSH', r, name, 'q|' .. r.id .. '|' .. id)
  end
  listClear(queries)
end

-- After the last effect: nothing that arrived may be left without a task that brings it (invariant 3).
local function settle(r)
  if hashGet(r, 'status') ~= 'RUNNING' then return end
  local state = taskState(r)
  if state == 'started' then return end
  flush(r)
  if state or hashGet(r, 'wft') then return end
  if runCount(r, KEY.updatesWaiting) > 0 then return taskSchedule(r, true, false) end
  if runCount(r, KEY.queriesWaiting) > 0 then pushQueries(r) end
end
