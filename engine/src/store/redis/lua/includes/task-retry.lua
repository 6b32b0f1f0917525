-- A workflow task that failed is tried again; one that lies in a sticky queue is moved.

local function taskRetry(r, attempt, delay)
  if taskState(r) == 'scheduled' then return end
  local no = nextNo(r)
  if delay == 0 then return taskQueue(r, no, attempt, 'v') end
  hashPut(r, 'wft', 'waiting ' .. no .. ' ' .. attempt)
  timerArm(r, 'task', now + delay)
end

local function taskUnstick(r)
  if taskState(r) ~= 'scheduled' then return end
  local no, attempt, kind, event, place = taskParts(r)
  if place ~= 'sticky' then return end
  hashPut(r, 'wft', concat({ 'scheduled', no, attempt, kind, event, 'shared' }, ' '))
  hashPut(r, 'sticky', false)
  timerArm(r, 'task', false)
  pushTask('LPUSH', r, hashGet(r, 'queue'), 'w|' .. r.id .. '|' .. no .. '.' .. attempt)
end
