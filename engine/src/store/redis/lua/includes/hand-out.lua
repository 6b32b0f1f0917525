-- What a poll hands out. A[1]: worker, A[2]: identity (JSON), A[4]: poll id.
local handed, handedReferences = {}, {}
local isSticky, queryWaits = false, nil

function S.handOutQuery(r, id, warm)
  if not S.taskState(r) then return S.replyQuery(r, id, warm) end
  -- The run has a task by now: the query goes with it.
  if call('EXISTS', P .. KEY.query .. id) == 0 then return nil end
  S.listPush(S.runList(r, KEY.queriesWaiting), id)
  queryWaits = queryWaits or {}
  queryWaits[#queryWaits + 1] = P .. KEY.queriesWaiting .. r.id
end

function S.handOutActivity(r, id, attempt)
  if r.f.status ~= 'RUNNING' or not S.activityIs(r, id, 'scheduled ' .. attempt) then return nil end
  S.activityStart(r, id, attempt, A[4])
  return S.activityReply(r, id)
end

function S.handOutTask(r, token, warm)
  if not S.isScheduled(r, token) then return nil end
  S.taskStart(r, A[1], A[2], A[4])
  return S.replyWorkflow(r, warm)
end

-- The task of a reference, or nil when it is no longer to be had.
function S.handOut(reference)
  local kind, runId, what, attempt = S.parseReference(reference)
  local r = S.runLoad(runId)
  if not r then return nil end
  local warm, given = isSticky and r.f.sticky == A[1], nil
  if kind == 'w' then given = S.handOutTask(r, what, warm)
  elseif kind == 'a' then given = S.handOutActivity(r, what, attempt)
  else given = S.handOutQuery(r, what, warm) end
  if given then handed[#handed + 1], handedReferences[#handed + 1] = given, reference end
  return given
end
