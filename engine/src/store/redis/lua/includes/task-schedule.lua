-- A workflow task is scheduled and queued.

local function appendScheduled(r, attempt)
  historyAppend(r, '{"type":"WorkflowTaskScheduled","attempt":' .. attempt .. '}')
  return historyLength(r)
end

-- `kind` w: its Scheduled event is written; v: virtual.
local function taskQueue(r, no, attempt, kind)
  local event = kind == 'w' and appendScheduled(r, attempt) or '0'
  -- Whether its sticky worker lives is looked up when it is pushed; who takes it at once need not know.
  r.queued = 'w|' .. r.id .. '|' .. no .. '.' .. attempt
  hashPut(r, 'wft', 'scheduled ' .. no .. ' ' .. attempt .. ' ' .. kind .. ' ' .. event .. ' shared')
end

-- Pushed when all effects are done, unless the caller takes it.
local function taskPushQueued(r)
  local reference = r.queued
  r.queued = nil
  -- Without a task: the run closed in the same transition.
  if not reference or not hashGet(r, 'wft') then return end
  local name, sticky = taskQueueOf(r)
  if sticky then
    timerArm(r, 'task', now + LIMIT.stickyWaitMs)
    hashPut(r, 'wft', sub(hashGet(r, 'wft'), 1, -7) .. 'sticky')
  end
  pushTask('RPUSH', r, name, reference)
end

local function nextNo(r)
  local no = (hashGet(r, 'no') or 0) + 1 .. ''
  hashPut(r, 'no', no)
  return no
end

taskSchedule = function(r, virtual, wakes)
  if hashGet(r, 'status') ~= 'RUNNING' then return end
  local hold = hashGet(r, 'hold')
  if hold then
    if hold == 'delay' and wakes then taskRelease(r) end
    return
  end
  local state = taskState(r)
  if not state then return taskQueue(r, nextNo(r), '1', virtual and 'v' or 'w') end
  if virtual or state == 'started' then return end
  local no, attempt, kind, _, place = taskParts(r)
  if state == 'waiting' then
    timerArm(r, 'task', false)
    return taskQueue(r, no, attempt, 'w')
  end
  if kind == 'w' then return end
  hashPut(r, 'wft', concat({ 'scheduled', no, attempt, 'w', appendScheduled(r, attempt), place }, ' '))
end

taskRelease = function(r)
  if hashGet(r, 'hold') then
    hashPut(r, 'hold', false)
    timerArm(r, 'hold', false)
    return taskSchedule(r, false, false)
  end
  if taskState(r) ~= 'waiting' then return end
  local no, attempt = taskParts(r)
  taskQueue(r, no, attempt, 'v')
end
