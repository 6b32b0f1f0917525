-- The task that `token` names is scheduled.
function S.isScheduled(r, token)
  if S.taskState(r) ~= 'scheduled' then return false end
  local no, attempt = S.taskParts(r)
  return no .. '.' .. attempt == token
end
