-- A workflow task is scheduled and queued.

function S.appendScheduled(r, attempt)
  S.historyAppend(r, '{"type":"WorkflowTaskScheduled","attempt":' .. attempt .. '}')
  return format('%d', S.historyLength(r))
end

-- `kind` w: its Scheduled event is written; v: virtual.
function S.taskQueue(r, no, attempt, kind)
  local event = kind == 'w' and S.appendScheduled(r, attempt) or '0'
  -- Whether its sticky worker lives is looked up when it is pushed; who takes it at once need not know.
  r.queued = 'w|' .. r.id .. '|' .. no .. '.' .. attempt
  S.hashPut(r, 'wft', 'scheduled ' .. no .. ' ' .. attempt .. ' ' .. kind .. ' ' .. event .. ' shared')
end

-- Pushed when all effects are done, unless the caller takes it.
function S.taskPushQueued(r)
  local reference = r.queued
  r.queued = nil
  -- Without a task: the run closed in the same transition.
  if not reference or not r.f.wft then return end
  local name, left = S.taskQueueOf(r)
  if left then
    S.timerArm(r, 'task', now + math.min(LIMIT.stickyWaitMs, left))
    S.hashPut(r, 'wft', sub(r.f.wft, 1, -7) .. 'sticky')
  end
  S.pushTask('RPUSH', r, name, reference)
end

function S.nextNo(r)
  local no = format('%d', (r.f.no or 0) + 1)
  S.hashPut(r, 'no', no)
  return no
end

function S.taskSchedule(r, virtual, wakes)
  if r.f.status ~= 'RUNNING' then return end
  local hold = r.f.hold
  if hold then
    if hold == 'delay' and wakes then S.taskRelease(r) end
    return
  end
  local state = S.taskState(r)
  if not state then return S.taskQueue(r, S.nextNo(r), '1', virtual and 'v' or 'w') end
  if virtual or state == 'started' then return end
  local no, attempt, kind, _, place = S.taskParts(r)
  if state == 'waiting' then
    S.timerArm(r, 'task', false)
    return S.taskQueue(r, no, attempt, 'w')
  end
  if kind == 'w' then return end
  S.hashPut(r, 'wft', 'scheduled ' .. no .. ' ' .. attempt .. ' w ' .. S.appendScheduled(r, attempt) .. ' ' .. place)
end

function S.taskRelease(r)
  if r.f.hold then
    S.hashPut(r, 'hold', false)
    S.timerArm(r, 'hold', false)
    return S.taskSchedule(r, false, false)
  end
  if S.taskState(r) ~= 'waiting' then return end
  local no, attempt = S.taskParts(r)
  S.taskQueue(r, no, attempt, 'v')
end
