-- A workflow task that failed is tried again; one that lies in a sticky queue is moved.

function S.taskRetry(r, attempt, delay)
  if S.taskState(r) == 'scheduled' then return end
  local no = S.nextNo(r)
  if delay == 0 then return S.taskQueue(r, no, attempt, 'v') end
  S.hashPut(r, 'wft', 'waiting ' .. no .. ' ' .. attempt)
  S.timerArm(r, 'task', now + delay)
end

function S.taskUnstick(r)
  if S.taskState(r) ~= 'scheduled' then return end
  local no, attempt, kind, event, place = S.taskParts(r)
  if place ~= 'sticky' then return end
  S.hashPut(r, 'wft', 'scheduled ' .. no .. ' ' .. attempt .. ' ' .. kind .. ' ' .. event .. ' shared')
  S.hashPut(r, 'sticky', false)
  S.timerArm(r, 'task', false)
  S.pushTask('LPUSH', r, r.f.queue, 'w|' .. r.id .. '|' .. no .. '.' .. attempt)
end
