-- A workflow task is started, by a poll or eagerly.

function S.startedEvent(bytes, suggest, identity)
  local suggestion = suggest == '1' and ',"suggestContinueAsNew":true,"identity":' or ',"identity":'
  return '{"type":"WorkflowTaskStarted","historySizeBytes":' .. bytes .. suggestion .. identity .. '}'
end

-- `identity` is a JSON string; `by` is what a repeat of the call is recognised by.
function S.taskStart(r, worker, identity, by)
  local no, attempt, kind = S.taskParts(r)
  local length, bytes = S.historyLength(r), format('%d', r.bytes)
  local updates = (r.f.updOpen or 0) + (r.f.updDone or 0)
  local suggest = (length >= LIMIT.suggestEvents or r.bytes >= LIMIT.suggestBytes or updates >= LIMIT.suggestUpdates)
    and '1' or '0'
  local stamp = S.stampOf(r)
  if kind == 'w' then S.historyAppend(r, S.startedEvent(bytes, suggest, identity)) end
  local event = format('%d', length + (kind == 'w' and 1 or 2))
  local token = no .. ' ' .. attempt .. ' '
  local size = ' ' .. stamp .. ' ' .. bytes .. ' ' .. suggest .. ' '
  S.hashPut(r, 'wft', 'started ' .. token .. kind .. ' ' .. event .. size .. worker .. ' ' .. by)
  S.hashPut(r, 'token', no .. '.' .. attempt)
  S.timerArm(r, 'task', now + r.f.tt)
end
