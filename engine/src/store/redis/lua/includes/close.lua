-- A run ends.

-- Wills in the order of their keys: messages of one sender have one order.
local function sendWills(r)
  local wills, keys = runHash(r, KEY.wills), {}
  if not wills.whole then wills.dropped = hashLoad(wills) end
  for key, value in pairs(wills.set or wills.known) do
    if value then keys[#keys + 1] = key end
  end
  if wills.set then
    for key in pairs(wills.known) do
      if wills.set[key] == nil then keys[#keys + 1] = key end
    end
  end
  table.sort(keys)
  for i = 1, #keys do
    send(r, hashGet(wills, keys[i]))
  end
  wills.known, wills.set = {}, nil
end

local function dropState(r)
  local pending = runHash(r, KEY.pending)
  pending.dropped = not r.fresh and call('HLEN', pending.key) > 0
  pending.known, pending.set, pending.whole = {}, nil, true
  for _, family in ipairs({ KEY.others, KEY.closes, KEY.updatesWaiting, KEY.queriesWaiting }) do
    if runCount(r, family) > 0 then listClear(runList(r, family)) end
  end
  -- The outbox outlives the run, and so does its timer.
  local outboxScore = hashGet(r, 'sent') and timerScore(r, 'outbox')
  call('ZCARD', P .. KEY.timers .. r.id)
  r.timersDropped, r.timers = not r.fresh, nil
  timerArm(r, 'outbox', outboxScore)
  for _, field in ipairs({ 'wft', 'token', 'hold', 'sticky' }) do
    hashPut(r, field, false)
  end
end

local function notifyClosed(r, status, event)
  local members = watchersOf(r)
  if #members == 0 then return end
  local message = closeMessage(status, event)
  for _, member in ipairs(members) do
    local topic, inbox = match(member, '^(.*) (%S*)$')
    if topic == 'close' then publish(inbox, r.id, topic, message) end
    if sub(topic, 1, 7) == 'update:' then publish(inbox, r.id, topic, '{"state":"closed"}') end
  end
  extra[#extra + 1] = { 'DEL', P .. KEY.watchers .. r.id }
end

local function closeRun(r, status, retention, final)
  local event = listAt(runList(r, KEY.history), historyLength(r) - 1)
  hashPut(r, 'status', status)
  local current = currentOf(hashGet(r, 'id'))
  -- A successor created before stays the current run.
  if hashGet(current, 'run') == r.id then hashPut(current, 'status', status) end
  hashPut(r, 'closed', stampOf(r) .. '')
  sendWills(r)
  local onclose = final and hashGet(r, 'onclose')
  if onclose then send(r, onclose) end
  dropState(r)
  notifyClosed(r, status, event)
  call('ZCARD', P .. KEY.retention)
  extra[#extra + 1] = { 'ZADD', P .. KEY.retention, now + retention, r.id }
end
