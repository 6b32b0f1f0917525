-- A workflow task is started, by a poll or eagerly, and handed out.

function task.startedEvent(bytes, suggest, identity)
  return concat({
    '{"type":"WorkflowTaskStarted","historySizeBytes":', bytes,
    suggest == '1' and ',"suggestContinueAsNew":true' or '',
    ',"identity":', identity, '}',
  })
end

-- The task that `token` names is scheduled.
function task.isScheduled(r, token)
  if task.state(r) ~= 'scheduled' then return false end
  local no, attempt = task.parts(r)
  return no .. '.' .. attempt == token
end

-- `identity` is a JSON string; `by` is what a repeat of the call is recognised by.
function task.start(r, worker, identity, by)
  local no, attempt, kind = task.parts(r)
  local length, bytes = history.length(r), r.bytes
  local suggest = (length >= LIMIT.suggestEvents or bytes >= LIMIT.suggestBytes) and '1' or '0'
  local stamp = history.stamp(r)
  local event = length + (kind == 'w' and 1 or 2)
  if kind == 'w' then history.add(r, history.stamped(task.startedEvent(bytes, suggest, identity), stamp)) end
  run.put(r, 'wft', concat({ 'started', no, attempt, kind, event, stamp, bytes, suggest, worker, by }, ' '))
  run.put(r, 'token', no .. '.' .. attempt)
  timer.arm(r, 'task', now + run.get(r, 'tt'))
end

-- The started task, if `token` names it and `by` started it.
function task.isStartedBy(r, token, by)
  local wft = run.get(r, 'wft')
  return wft and run.get(r, 'token') == token and match(wft, ' (%S+)$') == by
end
