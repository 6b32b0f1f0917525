-- Guards. Each answers whether it holds, and what it found instead (false: nothing). `r` is the register, false while
-- it is empty; a guard has its arguments at A[i], n of them. Evaluated before the first effect (phase 1).
local guards = {}

local HASHES = { pending = KEY.pending, updates = KEY.updates }

-- The hash of the register, or nil while that is empty.
function guards.hash(r, name)
  if name == 'current' then return run.current(A[1]) end
  if not r then return nil end
  if name == 'run' then return r.hash end
  return run.hashOf(r, HASHES[name])
end

function guards.value(r, name, field)
  local h = guards.hash(r, name)
  if not h then return false end
  if field ~= '' then return hash.get(h, field) end
  if name == 'run' then return '1' end
  return hash.size(h) > 0 and '1'
end

local function among(value, i, last)
  for at = i, last do
    if A[at] == value then return true end
  end
  return false
end

guards.table = {
  field = function(r, i, n)
    local value = guards.value(r, A[i], A[i + 1])
    return value and among(value, i + 2, i + n - 1), value
  end,
  state = function(r, i, n)
    local value = guards.value(r, A[i], A[i + 1])
    return value and among(match(value, '^[^ ]*'), i + 2, i + n - 1), value
  end,
  absent = function(r, i)
    local value = guards.value(r, A[i], A[i + 1])
    return not value, value
  end,
  present = function(r, i)
    return guards.value(r, A[i], A[i + 1]), false
  end,
  bufferEmpty = function(r)
    if not r then return false, false end
    local count = history.buffered(r)
    return count == 0, count .. ''
  end,
  buffered = function(r, i)
    return r and history.isBuffered(r, A[i]), false
  end,
  timer = function(r, i)
    local score = r and timer.score(r, A[i])
    return score and score == tonumber(A[i + 1]), score and score .. ''
  end,
  outboxHead = function(r, i)
    local seq = r and outbox.head(r)
    return seq and seq == A[i], seq or false
  end,
  fewerThan = function(r, i)
    if not r then return false, false end
    local of, count = A[i], nil
    if of == 'buffer' then count = history.buffered(r)
    elseif of == 'history' then count = history.length(r)
    else count = list.length(run.list(r, KEY.updatesWaiting)) end
    return count < tonumber(A[i + 1]), count .. ''
  end,
}
