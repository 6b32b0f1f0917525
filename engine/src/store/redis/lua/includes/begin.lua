-- A run begins, or the register moves to one.

-- Hold kind and delay, message on close, priority, run timeout, execution timeout, kind; '' for what is absent.
function S.beginOptions(r, i)
  local hold = 0
  if A[i] ~= '' then
    S.hashPut(r, 'hold', A[i])
    hold = tonumber(A[i + 1])
    S.timerArm(r, 'hold', now + hold)
  end
  if A[i + 2] ~= '' then S.hashPut(r, 'onclose', S.text(i + 2)) end
  if A[i + 3] ~= '' and A[i + 3] ~= '3' then S.hashPut(r, 'priority', A[i + 3]) end
  if A[i + 4] ~= '' then S.timerArm(r, 'runTimeout', now + hold + A[i + 4]) end
  if A[i + 5] ~= '' then S.timerArm(r, 'executionTimeout', now + A[i + 5]) end
  if A[i + 6] ~= '' then S.hashPut(r, 'kind', A[i + 6]) end
end

-- workflowId runId firstRunId startRequestId type queue taskTimeout started, then the options.
function S.createRun(i)
  local id, runId, first = A[i], A[i + 1], A[i + 2]
  if S.runLoad(runId) then error('createRun: run exists: ' .. runId) end
  local current = S.currentOf(id)
  S.hashGet(current, 'run')
  S.hashPut(current, 'run', runId)
  S.hashPut(current, 'status', 'RUNNING')
  S.hashPut(current, 'first', first)
  if A[i + 3] ~= '' then S.hashPut(current, 'req', A[i + 3]) end
  if runId == first then S.recordDrop(current, id) end
  local r = S.runLoad(runId, true)
  r.f = { id = id, type = A[i + 4], queue = A[i + 5], tt = A[i + 6], first = first, status = 'RUNNING' }
  S.historyAppend(r, S.text(i + 7))
  S.hashPut(r, 'started', r.stamp)
  S.beginOptions(r, i + 8)
  return r
end

-- False: unknown, or of another workflow id.
function S.runNamed(id, runId)
  local r = S.runLoad(runId)
  return r and r.f.id == id and r
end

-- Phase 1, last look: nothing of a new run may be there yet.
function S.checkFresh(r)
  local keys = { 'EXISTS', P .. KEY.timers .. r.id }
  for _, l in pairs(r.lists) do
    keys[#keys + 1] = l.key
  end
  for _, h in pairs(r.hashes or {}) do
    keys[#keys + 1] = h.key
  end
  if call(unpack(keys)) > 0 then error('createRun: keys of another run are left: ' .. r.id) end
end
