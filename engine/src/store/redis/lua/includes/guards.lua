-- Guards, judged before the first effect. `r` is the register, false while it is empty.

-- The workflow id the register speaks of; while it is empty, the one that was named.
local workflowId = A[1]
local currents

-- The hash of a workflow id; one for all runs of it.
function S.currentOf(id)
  currents = currents or {}
  local h = currents[id]
  if not h then
    h = { key = P .. KEY.current .. id, f = {} }
    currents[id] = h
  end
  return h
end

-- The hash of the register that is called so, or nil while the register is empty.
function S.hashNamed(r, name)
  if name == 'current' then return S.currentOf(workflowId) end
  if not r or name == 'run' then return r end
  return S.runHash(r, name == 'pending' and KEY.pending or KEY.updates)
end

function S.valueOf(r, name, field)
  local h = S.hashNamed(r, name)
  if not h then return false end
  if field ~= '' then return S.hashGet(h, field) end
  return (name == 'run' or call('HLEN', h.key) > 0) and '1'
end

-- Guards on values are handled here, those on other things by `otherGuard`.
-- Whether it holds, and what was found instead (false: nothing). Arguments are at A[i], n of them.
function S.guard(kind, r, i, n)
  if kind == 'field' or kind == 'state' then
    local value = S.valueOf(r, A[i], A[i + 1])
    local word = value and kind == 'state' and match(value, '^[^ ]*') or value
    for at = i + 2, i + n - 1 do
      if A[at] == word then return true end
    end
    return false, value
  end
  if kind == 'absent' then
    local value = S.valueOf(r, A[i], A[i + 1])
    return not value, value
  end
  if kind == 'present' then return S.valueOf(r, A[i], A[i + 1]), false end
  if kind == 'bufferEmpty' then
    if not r then return false, false end
    local count = S.buffered(r)
    return count == 0, count .. ''
  end
  if kind == 'number' or kind == 'indexVersion' then return S.recordGuard(kind, i) end
  return S.otherGuard(kind, r, i)
end
