-- Effects. A handler gets the register, the index of its first argument in A, and how many there are. It may return
-- another register.
local effects = {}

local function hashOf(r, i)
  return guards.hash(r, A[i])
end

local function appendAll(r, i, n)
  for at = i, i + n - 1 do
    history.append(r, text(at))
  end
end

local PARTS = { others = KEY.others, closes = KEY.closes }

-- ARGV: part, entry, stamp of the first body or '', bodies
local function arriveAll(r, i, n)
  local part, entry, firstAt = PARTS[A[i]], A[i + 1], A[i + 2]
  for at = i + 3, i + n - 1 do
    local override = at == i + 3 and firstAt ~= '' and firstAt or nil
    history.arrive(r, part, entry, text(at), override)
  end
end

effects.table = {
  append = appendAll,
  arrive = arriveAll,
  dropBuffered = function(r, i) history.dropBuffered(r, A[i]) end,
  flush = function(r) history.flush(r) end,
  set = function(r, i) hash.put(hashOf(r, i), A[i + 1], text(i + 2)) end,
  stamp = function(r, i) hash.put(hashOf(r, i), A[i + 1], now .. '') end,
  unset = function(r, i, n)
    for at = i + 1, i + n - 1 do hash.put(hashOf(r, i), A[at], false) end
  end,
  arm = function(r, i) timer.arm(r, A[i], now + A[i + 1]) end,
  disarm = function(r, i, n)
    for at = i, i + n - 1 do timer.disarm(r, A[at]) end
  end,
  pushActivity = function(r, i)
    local id, attempt, name = A[i], A[i + 1], A[i + 2]
    if A[i + 4] == '1' and eager.takeActivity(r, id, attempt, name) then return end
    activity.push(r, id, attempt, name, A[i + 3])
  end,
  scheduleTask = function(r, i) task.schedule(r, A[i] == '1', A[i + 1] == '1') end,
  releaseHold = function(r) task.release(r) end,
  -- sticky: '-' leaves it, '=' and a name sets it, '=' alone clears it
  endTask = function(r, i)
    local sticky = A[i + 2] ~= '-' and sub(A[i + 2], 2) or nil
    task.finish(r, A[i] == '1', tonumber(A[i + 1]), sticky, A[i + 3])
  end,
  retryTask = function(r, i) task.retry(r, A[i], tonumber(A[i + 1])) end,
  unstickTask = function(r) task.unstick(r) end,
  will = function(r, i) hash.put(run.hashOf(r, KEY.wills), A[i], text(i + 1)) end,
  unwill = function(r, i, n)
    for at = i, i + n - 1 do hash.put(run.hashOf(r, KEY.wills), A[at], false) end
  end,
  send = function(r, i) outbox.send(r, text(i)) end,
  popOutbox = function(r) outbox.pop(r) end,
  parkOutbox = function(r, i) outbox.park(r, A[i]) end,
  close = function(r, i) close.run(r, A[i], tonumber(A[i + 1]), A[i + 2] == '1') end,
  createRun = function(_, i) return begin.run(i) end,
  on = function(_, i) return begin.on(A[i], A[i + 1]) end,
  admitUpdate = function(r, i)
    hash.put(run.hashOf(r, KEY.updates), A[i], 'admitted')
    list.push(run.list(r, KEY.updatesWaiting), text(i + 1))
  end,
  notify = function(r, i) notify.topic(r, A[i], text(i + 1)) end,
  watch = function(r, i) notify.watch(r, A[i], A[i + 1], tonumber(A[i + 2])) end,
  answerQuery = function(r, i) notify.answerQuery(r, A[i], text(i + 1)) end,
}
