-- Timers of a run: `r.timers` holds what changes (score, or false: disarmed). The run stands in `due` at its earliest one.

function S.timerArm(r, name, score)
  local timers = r.timers
  if not timers then
    timers = {}
    r.timers, r.timerCount = timers, 0
  end
  if timers[name] == nil then r.timerCount = r.timerCount + 1 end
  timers[name] = score
end

-- Score of an armed timer, or false.
function S.timerScore(r, name)
  local score = r.timers and r.timers[name]
  if score ~= nil and r.timers then return score end
  if r.timersDropped or r.fresh then return false end
  score = call('ZSCORE', P .. KEY.timers .. r.id, name)
  return score and tonumber(score)
end

-- Phase 1, last look: the earliest timer there will be, and what to write.
function S.timerCheck(r)
  local timers = r.timers
  if not timers then return end
  local key = P .. KEY.timers .. r.id
  local stored = (r.fresh or r.timersDropped) and {} or call('ZRANGE', key, 0, r.timerCount, 'WITHSCORES')
  local complete, there, earliest = #stored <= 2 * r.timerCount, {}, nil
  for i = 1, #stored, 2 do
    local name = stored[i]
    there[name] = true
    if timers[name] == nil and not earliest then earliest = tonumber(stored[i + 1]) end
  end
  local gone, armed = { 'ZREM', key }, { 'ZADD', key }
  for name, score in pairs(timers) do
    if score then
      armed[#armed + 1] = format('%d', score)
      armed[#armed + 1] = name
      if not earliest or score < earliest then earliest = score end
    elseif there[name] or not complete then
      gone[#gone + 1] = name
    end
  end
  r.earliest, r.gone, r.armed = earliest, gone, armed
  if not earliest then return end
  local untilMs = call('GET', P .. KEY.loopUntil)
  if (not untilMs or earliest < tonumber(untilMs)) and not r.shared.ringLoop then
    r.shared.ringLoop = call('LLEN', P .. KEY.loopBell) == 0
  end
end

-- Phase 2, first of all: nothing is written yet if `due` is no sorted set.
function S.timerWriteDue(r)
  if not r.timers then return end
  if r.earliest then write('ZADD', P .. KEY.due, format('%d', r.earliest), r.id) else write('ZREM', P .. KEY.due, r.id) end
end

function S.timerWrite(r)
  if not r.timers then return end
  if r.timersDropped then write('DEL', P .. KEY.timers .. r.id) else S.writeMany(r.gone) end
  S.writeMany(r.armed)
end
