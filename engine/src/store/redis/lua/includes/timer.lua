-- Timers of a run: `r.timers` holds what changes (score, or false: disarmed). The run stands in `due` at its earliest one.

-- Whether the loop sleeps past a timer of this call.
local ringsLoop = false

function S.timerArm(r, name, score)
  local timers = r.timers
  if not timers then
    timers = {}
    r.timers, r.timerCount = timers, 0
  end
  if timers[name] == nil then r.timerCount = r.timerCount + 1 end
  timers[name] = score
end

-- Phase 1, last look: `earliest`, the timer there will be first, and whether the loop sleeps past it. What changes is
-- `armed` and `gone`; what is not there need not go.
function S.timerCheck(r)
  local timers, count, key = r.timers, r.timerCount, P .. KEY.timers .. r.id
  local stored = (r.fresh or r.timersDropped) and {} or call('ZRANGE', key, 0, count, 'WITHSCORES')
  local last, earliest, there = #stored, nil, {}
  for i = 1, last, 2 do
    local name = stored[i]
    if timers[name] == nil then earliest = earliest or tonumber(stored[i + 1]) else there[name] = true end
  end
  local isAll, gone, armed = last <= 2 * count, nil, nil
  for name, score in pairs(timers) do
    if score then
      armed = armed or { 'ZADD', key }
      armed[#armed + 1] = format('%d', score)
      armed[#armed + 1] = name
      if not earliest or score < earliest then earliest = score end
    elseif there[name] or not isAll then
      gone = gone or { 'ZREM', key }
      gone[#gone + 1] = name
    end
  end
  r.earliest, r.gone, r.armed = earliest, gone, armed
  if not earliest or ringsLoop then return end
  local untilMs = call('GET', P .. KEY.loopUntil)
  if not untilMs or earliest < tonumber(untilMs) then ringsLoop = call('LLEN', P .. KEY.loopBell) == 0 end
end

-- Phase 2.
function S.timerWrite(r)
  if r.timersDropped then write('DEL', P .. KEY.timers .. r.id) elseif r.gone then S.writeMany(r.gone) end
  if r.armed then S.writeMany(r.armed) end
end
