-- Activities: an attempt is started and handed out.

-- Fields of `p:` that a start and a reply need: state, at, limits, beat, failure, by.
function S.activityFields(id)
  local name = 'act:' .. id
  return { 'HMGET', '', name, name .. ':at', name .. ':limits', name .. ':beat', name .. ':failure', name .. ':by' }
end

-- `act:<id>` says so. What is not known yet of the other fields is read with it.
function S.activityIs(r, id, state)
  local pending, fields = S.runHash(r, KEY.pending), S.activityFields(id)
  local f = pending.f
  if not pending.whole then
    fields[2] = pending.key
    local values = call(unpack(fields))
    for i = 1, 6 do
      if f[fields[i + 2]] == nil then f[fields[i + 2]] = values[i] end
    end
    pending.read = true
  end
  return f[fields[3]] == state
end

function S.activityStart(r, id, attempt, by)
  local pending, name = S.runHash(r, KEY.pending), 'act:' .. id
  local f = pending.f
  local startToClose, heartbeat = match(f[name .. ':limits'] or '', '^(%d+) (%d+)')
  S.hashPut(pending, name, 'started ' .. attempt)
  S.hashPut(pending, name .. ':at', (f[name .. ':at'] or nowText) .. ' ' .. nowText)
  S.hashPut(pending, name .. ':by', by)
  S.timerArm(r, name .. ':scheduleToStart', false)
  if startToClose and startToClose ~= '0' then S.timerArm(r, name .. ':startToClose', now + startToClose) end
  if heartbeat and heartbeat ~= '0' then S.timerArm(r, name .. ':heartbeat', now + heartbeat) end
end

function S.activityReply(r, id)
  local f, fields, record = S.runHash(r, KEY.pending).f, S.activityFields(id), {}
  for i = 1, 5 do
    record[i] = f[fields[i + 2]] or false
  end
  return { 'activity', r.id, r.f.id, r.f.type, id, S.listAt(S.runList(r, KEY.history), id - 1), record }
end
