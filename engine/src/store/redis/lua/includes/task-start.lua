-- A workflow task is started, by a poll or eagerly.

function S.startedEvent(bytes, suggest, identity)
  local suggestion = suggest == '1' and ',"suggestContinueAsNew":true,"identity":' or ',"identity":'
  return '{"type":"WorkflowTaskStarted","historySizeBytes":' .. bytes .. suggestion .. identity .. '}'
end

-- The task that `token` names is scheduled.
function S.isScheduled(r, token)
  if S.taskState(r) ~= 'scheduled' then return false end
  local no, attempt = S.taskParts(r)
  return no .. '.' .. attempt == token
end

-- `identity` is a JSON string; `by` is what a repeat of the call is recognised by.
function S.taskStart(r, worker, identity, by)
  local no, attempt, kind = S.taskParts(r)
  local length, bytes = S.historyLength(r), r.bytes
  local suggest = (length >= LIMIT.suggestEvents or bytes >= LIMIT.suggestBytes) and '1' or '0'
  local stamp = S.stampOf(r)
  if kind == 'w' then S.historyAdd(r, S.stamped(S.startedEvent(bytes, suggest, identity), stamp)) end
  local event = length + (kind == 'w' and 1 or 2)
  S.hashPut(r, 'wft', concat({ 'started', no, attempt, kind, event, stamp, bytes, suggest, worker, by }, ' '))
  S.hashPut(r, 'token', no .. '.' .. attempt)
  S.timerArm(r, 'task', now + S.hashGet(r, 'tt'))
end
