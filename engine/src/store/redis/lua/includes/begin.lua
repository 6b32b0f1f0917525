-- A run begins, or the register moves to one.
local begin = {}

-- A[i]: workflowId runId firstRunId startRequestId type queue taskTimeout started holdKind holdDelay onClose priority
-- runTimeout executionTimeout; '' for what is absent.
function begin.run(i)
  local id, runId, first = A[i], A[i + 1], A[i + 2]
  if run.load(runId) then error('createRun: run exists: ' .. runId) end
  local current = run.current(id)
  hash.put(current, 'run', runId)
  hash.put(current, 'status', 'RUNNING')
  hash.put(current, 'first', first)
  hash.put(current, 'req', A[i + 3])
  local r = run.create(runId)
  local fields = { 'id', id, 'type', A[i + 4], 'queue', A[i + 5], 'tt', A[i + 6], 'first', first, 'status', 'RUNNING' }
  for at = 1, #fields, 2 do
    run.put(r, fields[at], fields[at + 1])
  end
  history.append(r, text(i + 7))
  begin.options(r, i + 8)
  return r
end

function begin.options(r, i)
  local hold = 0
  if A[i] ~= '' then
    run.put(r, 'hold', A[i])
    hold = tonumber(A[i + 1])
    timer.arm(r, 'hold', now + hold)
  end
  if A[i + 2] ~= '' then run.put(r, 'onclose', text(i + 2)) end
  if A[i + 3] ~= '' and A[i + 3] ~= '3' then run.put(r, 'priority', A[i + 3]) end
  if A[i + 4] ~= '' then timer.arm(r, 'runTimeout', now + hold + A[i + 4]) end
  if A[i + 5] ~= '' then timer.arm(r, 'executionTimeout', now + A[i + 5]) end
end

-- False: unknown, or of another workflow id.
function begin.on(workflowId, runId)
  local r = run.load(runId)
  return r and run.get(r, 'id') == workflowId and r
end
