-- References of tasks: `w|<runId>|<token>`, `a|<runId>|<id>|<attempt>`, `q|<runId>|<queryId>`; and their tasks again.

-- Kind, run and what follows; for `a` that is id and attempt.
function S.parseReference(reference)
  local kind, runId, what = match(reference, '^(%a)|([^|]*)|(.*)$')
  if kind ~= 'a' then return kind, runId, what end
  return kind, runId, match(what, '^(%d+)|(%d+)$')
end

function S.replyQuery(r, id, warm)
  local record = call('GET', P .. KEY.query .. id)
  if not record or sub(record, 1, 1) ~= 'Q' then return nil end
  local events = warm and {} or S.replyEvents(r, 0)
  return { 'query', r.id, S.replyRun(r), record, warm and 1 or 0, events and 0 or 1, events or {} }
end

-- The task, if the call `by` started it and it is still out; cold, for the worker may not have heard of it.
function S.rebuild(reference, by)
  local kind, runId, what, attempt = S.parseReference(reference)
  local r = S.runLoad(runId)
  if not r then return nil end
  if kind == 'q' then return S.replyQuery(r, what, false) end
  if kind == 'w' then
    local isOut = r.f.token == what and match(r.f.wft or '', ' (%S+)$') == by
    return isOut and S.replyWorkflow(r, false) or nil
  end
  local isOut = S.activityIs(r, what, 'started ' .. attempt)
  isOut = isOut and S.runHash(r, KEY.pending).f['act:' .. what .. ':by'] == by
  return isOut and S.activityReply(r, what) or nil
end

function S.rebuildAll(joined, by)
  local tasks = {}
  for reference in string.gmatch(joined, '[^,]+') do
    tasks[#tasks + 1] = S.rebuild(reference, by)
  end
  return tasks
end
