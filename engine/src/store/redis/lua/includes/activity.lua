-- Activities: an attempt is started and handed out.

local function activityFields(id)
  local name = 'act:' .. id
  return { name, name .. ':at', name .. ':limits', name .. ':beat', name .. ':failure', name .. ':by' }
end

-- `act:<id>` says so; everything a start or a reply needs is read with it.
local function activityIs(r, id, state)
  local pending = runHash(r, KEY.pending)
  hashFetch(pending, activityFields(id))
  return hashGet(pending, 'act:' .. id) == state
end

-- `limits`: start-to-close, heartbeat, queue. No timer for a limit of 0.
local function armLimit(r, timer, limit)
  if limit and limit ~= '0' then timerArm(r, timer, now + limit) end
end

local function activityStart(r, id, attempt, by)
  local pending, name = runHash(r, KEY.pending), 'act:' .. id
  local startToClose, heartbeat = match(hashGet(pending, name .. ':limits') or '', '^(%d+) (%d+)')
  hashPut(pending, name, 'started ' .. attempt)
  hashPut(pending, name .. ':at', (hashGet(pending, name .. ':at') or now) .. ' ' .. now)
  hashPut(pending, name .. ':by', by)
  timerArm(r, name .. ':scheduleToStart', false)
  armLimit(r, name .. ':startToClose', startToClose)
  armLimit(r, name .. ':heartbeat', heartbeat)
end

local function activityReply(r, id)
  local pending, record = runHash(r, KEY.pending), {}
  local fields = activityFields(id)
  for i = 1, 5 do
    record[i] = hashGet(pending, fields[i])
  end
  return { 'activity', r.id, hashGet(r, 'id'), hashGet(r, 'type'), id, listAt(runList(r, KEY.history), id - 1), record }
end
