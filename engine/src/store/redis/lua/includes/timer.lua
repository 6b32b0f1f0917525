-- Timers of a run: `r.timer` holds what changes (score, or false: disarmed), `r.timed` that anything did.
-- The run stands in `due` at its earliest timer.
local timer = {}

function timer.arm(r, name, score)
  if r.timer[name] == nil then r.timerNames[#r.timerNames + 1] = name end
  r.timer[name], r.timed = score, true
end

function timer.disarm(r, name)
  timer.arm(r, name, false)
end

function timer.key(r)
  return P .. KEY.timers .. r.id
end

-- Score of an armed timer, or false.
function timer.score(r, name)
  local score = r.timer[name]
  if score ~= nil then return score end
  if r.timersDropped or r.fresh then return false end
  score = call('ZSCORE', timer.key(r), name)
  return score and tonumber(score)
end

-- All timers leave but the outbox's, which outlives the run.
function timer.drop(r)
  local score = timer.score(r, 'outbox')
  r.timer, r.timerNames, r.timersDropped, r.timed = {}, {}, true, true
  if score then timer.arm(r, 'outbox', score) end
end

-- Earliest stored timer that this script does not touch.
function timer.earliestKept(r)
  if r.fresh or r.timersDropped then return nil end
  local first = call('ZRANGE', timer.key(r), 0, #r.timerNames, 'WITHSCORES')
  for i = 1, #first, 2 do
    if r.timer[first[i]] == nil then return tonumber(first[i + 1]) end
  end
end

-- Puts the run at `score` of the due set (nil: nothing is due) and wakes the loop if it would sleep past it.
function timer.due(id, score)
  local stored = call('ZSCORE', P .. KEY.due, id)
  if stored then stored = tonumber(stored) end
  if not score then
    if stored then journal.add('ZREM', P .. KEY.due, id) end
    return
  end
  if stored ~= score then journal.add('ZADD', P .. KEY.due, score, id) end
  local untilMs = call('GET', P .. KEY.loopUntil)
  if (not untilMs or score < tonumber(untilMs)) and not timer.rung then
    timer.rung = true
    if call('LLEN', P .. KEY.loopBell) == 0 then journal.add('RPUSH', P .. KEY.loopBell, '1') end
  end
end

function timer.write(r)
  if not r.timed then return end
  local earliest = timer.earliestKept(r)
  local gone, armed = {}, {}
  for i = 1, #r.timerNames do
    local name = r.timerNames[i]
    local score = r.timer[name]
    if score then
      armed[#armed + 1] = score
      armed[#armed + 1] = name
      if not earliest or score < earliest then earliest = score end
    else
      gone[#gone + 1] = name
    end
  end
  if r.timersDropped then journal.add('DEL', timer.key(r)) elseif not r.fresh then journal.many('ZREM', timer.key(r), gone) end
  journal.many('ZADD', timer.key(r), armed)
  timer.due(r.id, earliest)
end
