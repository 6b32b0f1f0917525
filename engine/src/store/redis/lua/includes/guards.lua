-- Guards, judged before the first effect. `r` is the register, false while it is empty.

-- The workflow id the register speaks of; while it is empty, the one that was named.
local workflowId = A[1]
local currents

-- The hash of a workflow id; one for all runs of it.
local function currentOf(id)
  currents = currents or {}
  local h = currents[id]
  if not h then
    h = hashOpen(P .. KEY.current .. id)
    currents[id] = h
  end
  return h
end

-- The hash of the register that is called so, or nil while the register is empty.
local function hashNamed(r, name)
  if name == 'current' then return currentOf(workflowId) end
  if not r or name == 'run' then return r end
  return runHash(r, name == 'pending' and KEY.pending or KEY.updates)
end

local function valueOf(r, name, field)
  local h = hashNamed(r, name)
  if not h then return false end
  if field ~= '' then return hashGet(h, field) end
  return (name == 'run' or call('HLEN', h.key) > 0) and '1'
end

local function among(value, i, last)
  for at = i, last do
    if A[at] == value then return true end
  end
  return false
end

-- Guards on values are handled here, those on other things by `otherGuard`.
-- Whether it holds, and what was found instead (false: nothing). Arguments are at A[i], n of them.
local function guard(kind, r, i, n)
  if kind == 'field' or kind == 'state' then
    local value = valueOf(r, A[i], A[i + 1])
    local word = value and kind == 'state' and match(value, '^[^ ]*') or value
    return value and among(word, i + 2, i + n - 1), value
  end
  if kind == 'absent' then
    local value = valueOf(r, A[i], A[i + 1])
    return not value, value
  end
  if kind == 'present' then return valueOf(r, A[i], A[i + 1]), false end
  if kind == 'bufferEmpty' then
    if not r then return false, false end
    local count = buffered(r)
    return count == 0, count .. ''
  end
  return otherGuard(kind, r, i)
end
