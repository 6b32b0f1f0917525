-- Tasks that the caller takes in the same call: they are started and come back in the reply.
-- A[9]..A[14]: worker, identity (JSON), sticky (1: it has a queue of its own), activity queue, activities, workflow task
local eager = { offered = A[9] ~= '', worker = A[9], left = tonumber(A[13]), by = A[6] ~= '' and A[5] ~= 'sender' and A[6] or '-' }
eager.activities, eager.references = {}, {}

function eager.takeActivity(r, id, attempt, name)
  if not eager.offered or eager.left < 1 or A[12] ~= name then return false end
  if not activity.isScheduled(r, id, attempt) then return false end
  eager.left = eager.left - 1
  activity.start(r, id, attempt, eager.by)
  eager.activities[#eager.activities + 1] = { r, id }
  eager.references[#eager.references + 1] = concat({ 'a', r.id, id, attempt }, '|')
  return true
end

-- The workflow task of the last register, when this transition queued it and nobody else has the run warm.
function eager.takeTask(r)
  if not eager.offered or A[14] ~= '1' or not r or not r.queued then return nil end
  local sticky = run.get(r, 'sticky')
  if sticky and sticky ~= eager.worker then return nil end
  eager.references[#eager.references + 1] = r.queued.reference
  r.queued = nil
  task.start(r, eager.worker, A[10], eager.by)
  return reply.workflow(r, A[11] == '1' and sticky == eager.worker)
end

function eager.replies(r)
  local workflowTask = eager.takeTask(r)
  local replies = {}
  for i, taken in ipairs(eager.activities) do
    replies[i] = activity.reply(taken[1], taken[2])
  end
  replies[#replies + 1] = workflowTask
  return replies
end
