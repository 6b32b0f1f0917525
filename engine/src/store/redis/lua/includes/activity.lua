-- Activities: an attempt is started and handed out.

function S.activityFields(id)
  local name = 'act:' .. id
  return { name, name .. ':at', name .. ':limits', name .. ':beat', name .. ':failure', name .. ':by' }
end

-- `act:<id>` says so; everything a start or a reply needs is read with it.
function S.activityIs(r, id, state)
  local pending = S.runHash(r, KEY.pending)
  S.hashFetch(pending, S.activityFields(id))
  return S.hashGet(pending, 'act:' .. id) == state
end

-- `limits`: start-to-close, heartbeat, queue. No timer for a limit of 0.
function S.armLimit(r, timer, limit)
  if limit and limit ~= '0' then S.timerArm(r, timer, now + limit) end
end

function S.activityStart(r, id, attempt, by)
  local pending, name = S.runHash(r, KEY.pending), 'act:' .. id
  local startToClose, heartbeat = match(S.hashGet(pending, name .. ':limits') or '', '^(%d+) (%d+)')
  S.hashPut(pending, name, 'started ' .. attempt)
  S.hashPut(pending, name .. ':at', (S.hashGet(pending, name .. ':at') or nowText) .. ' ' .. nowText)
  S.hashPut(pending, name .. ':by', by)
  S.timerArm(r, name .. ':scheduleToStart', false)
  S.armLimit(r, name .. ':startToClose', startToClose)
  S.armLimit(r, name .. ':heartbeat', heartbeat)
end

function S.activityReply(r, id)
  local pending, record = S.runHash(r, KEY.pending), {}
  local fields = S.activityFields(id)
  for i = 1, 5 do
    record[i] = S.hashGet(pending, fields[i])
  end
  return { 'activity', r.id, S.hashGet(r, 'id'), S.hashGet(r, 'type'), id, S.listAt(S.runList(r, KEY.history), id - 1), record }
end
