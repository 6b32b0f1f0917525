-- A run begins, or the register moves to one.

-- Hold kind and delay, message on close, priority, run timeout, execution timeout; '' for what is absent.
local function beginOptions(r, i)
  local hold = 0
  if A[i] ~= '' then
    hashPut(r, 'hold', A[i])
    hold = tonumber(A[i + 1])
    timerArm(r, 'hold', now + hold)
  end
  if A[i + 2] ~= '' then hashPut(r, 'onclose', text(i + 2)) end
  if A[i + 3] ~= '' and A[i + 3] ~= '3' then hashPut(r, 'priority', A[i + 3]) end
  if A[i + 4] ~= '' then timerArm(r, 'runTimeout', now + hold + A[i + 4]) end
  if A[i + 5] ~= '' then timerArm(r, 'executionTimeout', now + A[i + 5]) end
end

-- workflowId runId firstRunId startRequestId type queue taskTimeout started, then the options.
local function createRun(i)
  local id, runId, first = A[i], A[i + 1], A[i + 2]
  if runLoad(runId) then error('createRun: run exists: ' .. runId) end
  local current = currentOf(id)
  hashGet(current, 'run')
  current.set = { run = runId, status = 'RUNNING', first = first, req = A[i + 3] }
  local r = runAdopt(runId, true)
  r.set = { id = id, type = A[i + 4], queue = A[i + 5], tt = A[i + 6], first = first, status = 'RUNNING' }
  historyAppend(r, text(i + 7))
  beginOptions(r, i + 8)
  return r
end

-- False: unknown, or of another workflow id.
local function runNamed(id, runId)
  local r = runLoad(runId)
  return r and hashGet(r, 'id') == id and r
end
