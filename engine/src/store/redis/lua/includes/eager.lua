-- Tasks that the caller takes in the same call: they are started and come back in the reply.
-- A[8]..A[13]: worker, identity (JSON), sticky (1: it has a queue of its own), activity queue, activities, workflow task
local left, taken = tonumber(A[12]), {}
S.takenReferences = ''
local by = A[6] ~= '' and A[5] ~= 'sender' and A[6] or '-'

function S.note(reference)
  S.takenReferences = S.takenReferences == '' and reference or S.takenReferences .. ',' .. reference
end

function S.takeActivity(r, id, attempt, name)
  if left < 1 or A[11] ~= name or not S.activityIs(r, id, 'scheduled ' .. attempt) then return false end
  left = left - 1
  S.activityStart(r, id, attempt, by)
  taken[#taken + 1] = { r, id, attempt }
  return true
end

-- The workflow task of the last register, when this transition queued it and nobody else has the run warm.
function S.takeTask(r)
  if A[13] ~= '1' or not r or not r.queued or not r.f.wft then return nil end
  local sticky = r.f.sticky
  if sticky and sticky ~= A[8] then return nil end
  S.note(r.queued)
  r.queued = nil
  S.taskStart(r, A[8], A[9], by)
  return S.replyWorkflow(r, A[10] == '1' and sticky == A[8])
end

-- Activities first; those of a run that closed in the same transition are gone.
function S.eagerTasks(r)
  local tasks = {}
  for i = 1, #taken do
    local owner, id = taken[i][1], taken[i][2]
    if owner.f.status == 'RUNNING' then
      S.note('a|' .. owner.id .. '|' .. id .. '|' .. taken[i][3])
      tasks[#tasks + 1] = S.activityReply(owner, id)
    end
  end
  tasks[#tasks + 1] = S.takeTask(r)
  return tasks
end
