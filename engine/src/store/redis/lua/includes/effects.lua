-- Effects every transition may have. A chain of comparisons, the common ones first: a table of handlers would be made
-- anew for each call. Arguments are at A[i], n of them. Answers false for a kind that is not here.
function S.commonEffect(kind, r, i, n)
  if kind == 'set' then S.hashPut(S.hashNamed(r, A[i]), A[i + 1], S.text(i + 2))
  elseif kind == 'arm' then S.timerArm(r, A[i], now + A[i + 1])
  elseif kind == 'append' then
    for at = i, i + n - 1 do S.historyAppend(r, S.text(at)) end
  elseif kind == 'arrive' then S.arrive(r, i, n)
  elseif kind == 'scheduleTask' then S.taskSchedule(r, A[i] == '1', A[i + 1] == '1')
  elseif kind == 'endTask' then S.taskEnd(r, i)
  elseif kind == 'flush' then S.flush(r)
  elseif kind == 'stamp' then S.hashPut(S.hashNamed(r, A[i]), A[i + 1], nowText)
  elseif kind == 'unset' then
    local h = S.hashNamed(r, A[i])
    for at = i + 1, i + n - 1 do S.hashPut(h, A[at], false) end
  elseif kind == 'disarm' then
    for at = i, i + n - 1 do S.timerArm(r, A[at], false) end
  elseif kind == 'pushActivity' then
    -- id, attempt, task queue, priority, 1 when it may be returned eagerly
    local id, attempt, name = A[i], A[i + 1], A[i + 2]
    if A[8] == '' or A[i + 4] ~= '1' or not S.takeActivity(r, id, attempt, name) then
      S.push('RPUSH', 'activity', A[i + 3], name, 'a|' .. r.id .. '|' .. id .. '|' .. attempt)
    end
  elseif kind == 'will' then S.hashPut(S.runHash(r, KEY.wills), A[i], S.text(i + 1))
  elseif kind == 'unwill' then
    for at = i, i + n - 1 do S.hashPut(S.runHash(r, KEY.wills), A[at], false) end
  elseif kind == 'releaseHold' then S.taskRelease(r)
  else return false end
  return true
end
