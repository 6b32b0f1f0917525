-- References of tasks, `w|<runId>|<token>`, `a|<runId>|<id>|<attempt>`, `q|<runId>|<queryId>`, and their tasks again.
local references = {}

-- Kind, run and what follows; for `a` that is id and attempt.
function references.parse(reference)
  local kind, runId, what = match(reference, '^(%a)|([^|]*)|(.*)$')
  if kind ~= 'a' then return kind, runId, what end
  return kind, runId, match(what, '^(%d+)|(%d+)$')
end

-- The task, if the call `by` started it and it is still out; cold, for the worker may not have heard of it.
function references.rebuild(reference, by)
  local kind, runId, what, attempt = references.parse(reference)
  local r = run.load(runId)
  if not r then return nil end
  if kind == 'w' then return task.isStartedBy(r, what, by) and reply.workflow(r, false) or nil end
  if kind == 'q' then return reply.query(r, what, false) end
  return activity.isStartedBy(r, what, attempt, by) and activity.reply(r, what) or nil
end

function references.rebuildAll(joined, by)
  local tasks = {}
  for reference in string.gmatch(joined, '[^,]+') do
    tasks[#tasks + 1] = references.rebuild(reference, by)
  end
  return tasks
end
