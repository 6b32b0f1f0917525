-- Guards that are rarer than those on values.

function S.lengthOf(r, of)
  if of == 'buffer' then return S.buffered(r) end
  if of == 'history' then return S.historyLength(r) end
  local open = tonumber(r.f.updOpen or 0)
  return of == 'updatesOpen' and open or open + (r.f.updDone or 0)
end

function S.otherGuard(kind, r, i)
  if kind == 'buffered' then return r and S.isBuffered(r, A[i]), false end
  if kind == 'timer' then
    local score = r and S.timerScore(r, A[i])
    return score and score == tonumber(A[i + 1]), score and score .. ''
  end
  if kind == 'typed' then
    local known = S.hashGet(S.typesOfAttributes(), A[i])
    return not known or known == A[i + 1], known
  end
  if kind == 'outboxHead' then
    local head = r and S.listAt(S.runList(r, KEY.outbox), 0)
    local seq = head and match(head, '^%d+')
    return seq and seq == A[i], seq
  end
  if kind ~= 'fewerThan' then error('unknown guard ' .. tostring(kind)) end
  if not r then return false, false end
  local count = S.lengthOf(r, A[i])
  return count < tonumber(A[i + 1]), count .. ''
end
