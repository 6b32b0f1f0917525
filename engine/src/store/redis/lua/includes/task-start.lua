-- A workflow task is started, by a poll or eagerly.

local function startedEvent(bytes, suggest, identity)
  local suggestion = suggest == '1' and ',"suggestContinueAsNew":true,"identity":' or ',"identity":'
  return '{"type":"WorkflowTaskStarted","historySizeBytes":' .. bytes .. suggestion .. identity .. '}'
end

-- The task that `token` names is scheduled.
local function isScheduled(r, token)
  if taskState(r) ~= 'scheduled' then return false end
  local no, attempt = taskParts(r)
  return no .. '.' .. attempt == token
end

-- `identity` is a JSON string; `by` is what a repeat of the call is recognised by.
local function taskStart(r, worker, identity, by)
  local no, attempt, kind = taskParts(r)
  local length, bytes = historyLength(r), r.bytes
  local suggest = (length >= LIMIT.suggestEvents or bytes >= LIMIT.suggestBytes) and '1' or '0'
  local stamp = stampOf(r)
  if kind == 'w' then historyAdd(r, stamped(startedEvent(bytes, suggest, identity), stamp)) end
  local event = length + (kind == 'w' and 1 or 2)
  hashPut(r, 'wft', concat({ 'started', no, attempt, kind, event, stamp, bytes, suggest, worker, by }, ' '))
  hashPut(r, 'token', no .. '.' .. attempt)
  timerArm(r, 'task', now + hashGet(r, 'tt'))
end
