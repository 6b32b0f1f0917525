-- A run ends.

-- Wills in the order of their keys: messages of one sender have one order.
function S.sendWills(r)
  local wills, keys = S.runHash(r, KEY.wills), {}
  if not wills.whole then wills.dropped = S.hashLoad(wills) end
  for key, value in pairs(wills.f) do
    if value then keys[#keys + 1] = key end
  end
  table.sort(keys)
  for i = 1, #keys do
    S.send(r, wills.f[keys[i]])
  end
  wills.f, wills.was = {}, nil
end

function S.dropState(r)
  local pending = S.runHash(r, KEY.pending)
  pending.dropped = not r.fresh and call('HLEN', pending.key) > 0
  pending.f, pending.was, pending.whole = {}, nil, true
  for _, family in ipairs({ KEY.others, KEY.closes, KEY.updatesWaiting, KEY.queriesWaiting }) do
    if S.runCount(r, family) > 0 then S.listClear(S.runList(r, family)) end
  end
  -- The outbox outlives the run, and so does its timer.
  local outboxScore = r.f.sent and S.timerScore(r, 'outbox')
  call('ZCARD', P .. KEY.timers .. r.id)
  r.timersDropped, r.timers = not r.fresh, nil
  S.timerArm(r, 'outbox', outboxScore)
  for _, field in ipairs({ 'wft', 'token', 'hold', 'sticky' }) do
    S.hashPut(r, field, false)
  end
end

function S.notifyClosed(r, status, event)
  local members = S.watchersOf(r)
  if #members == 0 then return end
  local message = S.closeMessage(status, event)
  for _, member in ipairs(members) do
    local topic, inbox = match(member, '^(.*) (%S*)$')
    if topic == 'close' then S.publish(inbox, r.id, topic, message) end
    if sub(topic, 1, 7) == 'update:' then S.publish(inbox, r.id, topic, '{"state":"closed"}') end
  end
  extra[#extra + 1] = { 'DEL', P .. KEY.watchers .. r.id }
end

function S.closeRun(r, status, retention, final)
  local event = S.listAt(S.runList(r, KEY.history), S.historyLength(r) - 1)
  S.hashPut(r, 'status', status)
  local current = S.currentOf(r.f.id)
  -- A successor created before stays the current run.
  if S.hashGet(current, 'run') == r.id then S.hashPut(current, 'status', status) end
  S.hashPut(r, 'closed', S.stampOf(r))
  S.sendWills(r)
  local onclose = final and r.f.onclose
  if onclose then S.send(r, onclose) end
  S.dropState(r)
  S.notifyClosed(r, status, event)
  call('ZCARD', P .. KEY.retention)
  -- What one execution says of itself is for its last run; those before it are not kept longer for that.
  local keep = tonumber(r.f.keep or retention)
  if not final then keep = math.min(keep, retention) end
  extra[#extra + 1] = { 'ZADD', P .. KEY.retention, format('%d', now + keep), r.id }
end
