-- Guards that are rarer than those on values.

local function lengthOf(r, of)
  if of == 'buffer' then return buffered(r) end
  if of == 'history' then return historyLength(r) end
  return runCount(r, KEY.updatesWaiting)
end

local function otherGuard(kind, r, i)
  if kind == 'buffered' then return r and isBuffered(r, A[i]), false end
  if kind == 'timer' then
    local score = r and timerScore(r, A[i])
    return score and score == tonumber(A[i + 1]), score and score .. ''
  end
  if kind == 'outboxHead' then
    local head = r and listAt(runList(r, KEY.outbox), 0)
    local seq = head and match(head, '^%d+')
    return seq and seq == A[i], seq
  end
  if kind ~= 'fewerThan' then error('unknown guard ' .. tostring(kind)) end
  if not r then return false, false end
  local count = lengthOf(r, A[i])
  return count < tonumber(A[i + 1]), count .. ''
end
