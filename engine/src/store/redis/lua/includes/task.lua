-- The workflow task of a run, `run.wft`: scheduled, started, waiting or none. docs/store-semantics.md defines the texts.

function task.state(r)
  local wft = run.get(r, 'wft')
  return wft and match(wft, '^%a+')
end

-- no, attempt (as text) of any task; of a scheduled one also w|v, event id, sticky|shared.
function task.parts(r)
  return match(run.get(r, 'wft'), '^%a+ (%d+) (%d+) ?([wv]?) ?(%d*) ?(%a*)')
end

function task.nextNo(r)
  local no = (run.get(r, 'no') or 0) + 1 .. ''
  run.put(r, 'no', no)
  return no
end

-- The queue the next task of the run goes to: name, and whether it is the sticky one.
function task.queueOf(r)
  local sticky = run.get(r, 'sticky')
  if sticky and call('EXISTS', P .. KEY.worker .. sticky) == 1 then return 'sticky/' .. sticky, true end
  return run.get(r, 'queue'), false
end

function task.priority(r)
  return run.get(r, 'priority') or '3'
end

function task.queue(r, no, attempt, kind)
  local event = '0'
  if kind == 'w' then
    history.append(r, '{"type":"WorkflowTaskScheduled","attempt":' .. attempt .. '}')
    event = history.length(r) .. ''
  end
  local name, sticky = task.queueOf(r)
  run.put(r, 'wft', concat({ 'scheduled', no, attempt, kind, event, sticky and 'sticky' or 'shared' }, ' '))
  if sticky then timer.arm(r, 'task', now + LIMIT.stickyWaitMs) end
  -- Pushed when all effects are done, unless the caller takes it.
  r.queued = { name = name, reference = concat({ 'w', r.id, no .. '.' .. attempt }, '|') }
end

function task.pushQueued(r)
  if not r.queued then return end
  queue.push('RPUSH', 'workflow', task.priority(r), r.queued.name, r.queued.reference)
  r.queued = nil
end

function task.schedule(r, virtual, wakes)
  if run.get(r, 'status') ~= 'RUNNING' then return end
  local hold = run.get(r, 'hold')
  if hold then
    if hold == 'delay' and wakes then task.release(r) end
    return
  end
  local state = task.state(r)
  if not state then return task.queue(r, task.nextNo(r), '1', virtual and 'v' or 'w') end
  if virtual or state == 'started' then return end
  local no, attempt, kind, _, place = task.parts(r)
  if state == 'waiting' then
    timer.disarm(r, 'task')
    return task.queue(r, no, attempt, 'w')
  end
  if kind == 'w' then return end
  history.append(r, '{"type":"WorkflowTaskScheduled","attempt":' .. attempt .. '}')
  run.put(r, 'wft', concat({ 'scheduled', no, attempt, 'w', history.length(r), place }, ' '))
end

function task.release(r)
  if run.get(r, 'hold') then
    run.put(r, 'hold', false)
    timer.disarm(r, 'hold')
    return task.schedule(r, false, false)
  end
  if task.state(r) ~= 'waiting' then return end
  local no, attempt = task.parts(r)
  task.queue(r, no, attempt, 'v')
end

function task.retry(r, attempt, delay)
  if task.state(r) == 'scheduled' then return end
  local no = task.nextNo(r)
  if delay == 0 then return task.queue(r, no, attempt, 'v') end
  run.put(r, 'wft', concat({ 'waiting', no, attempt }, ' '))
  timer.arm(r, 'task', now + delay)
end

function task.unstick(r)
  if task.state(r) ~= 'scheduled' then return end
  local no, attempt, kind, event, place = task.parts(r)
  if place ~= 'sticky' then return end
  run.put(r, 'wft', concat({ 'scheduled', no, attempt, kind, event, 'shared' }, ' '))
  run.put(r, 'sticky', false)
  timer.disarm(r, 'task')
  local reference = concat({ 'w', r.id, no .. '.' .. attempt }, '|')
  queue.push('LPUSH', 'workflow', task.priority(r), run.get(r, 'queue'), reference)
end
