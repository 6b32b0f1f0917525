-- Takes tasks from queues, starts them and hands them out, with everything their worker needs.
-- A repeat (same slot and poll id) gets the same tasks, as far as they are still out.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  worker: name of the process
-- ARGV[2]  identity: a JSON string
-- ARGV[3]  slot: of the worker
-- ARGV[4]  pollId: new for each poll that is not a repeat
-- ARGV[5]  leaseMs: of the sticky queue
-- ARGV[6]  workflowQueue: or ''
-- ARGV[7]  stickyQueue: or ''
-- ARGV[8]  workflowMax: tasks at most
-- ARGV[9]  activityQueue: or ''
-- ARGV[10] activityMax: tasks at most
-- ARGV[11] perSecond: rate limit of the activity queue, or ''
--
-- Returns {now, retryInMs or -1, {tasks}}

-- @include "shard"
-- @include "journal"
-- @include "hash"
-- @include "list"
-- @include "timer"
-- @include "queue"
-- @include "run"
-- @include "history"
-- @include "task"
-- @include "task-start"
-- @include "reply"
-- @include "activity"
-- @include "references"
-- @include "take"
-- @include "rate"

local worker, pollId = A[1], A[4]
local tasks, taken = {}, {}
local retryIn = -1

local function keep(reference, given)
  if not given then return nil end
  tasks[#tasks + 1], taken[#taken + 1] = given, reference
  return given
end

local function query(r, id, warm)
  if not task.state(r) then return reply.query(r, id, warm) end
  -- The run has a task by now: the query goes with it.
  if call('EXISTS', P .. KEY.query .. id) == 0 then return nil end
  list.push(run.list(r, KEY.queriesWaiting), id)
  r.askedLater = true
end

local function workflow(sticky)
  return function(reference)
    local kind, runId, what = references.parse(reference)
    local r = run.load(runId)
    if not r then return nil end
    local warm = sticky and run.get(r, 'sticky') == worker
    if kind == 'q' then return keep(reference, query(r, what, warm)) end
    if not task.isScheduled(r, what) then return nil end
    task.start(r, worker, A[2], pollId)
    return keep(reference, reply.workflow(r, warm))
  end
end

local function activityTask(reference)
  local _, runId, id, attempt = references.parse(reference)
  local r = run.load(runId)
  if not r or run.get(r, 'status') ~= 'RUNNING' or not activity.isScheduled(r, id, attempt) then return nil end
  activity.start(r, id, attempt, pollId)
  return keep(reference, activity.reply(r, id))
end

local function pollActivities()
  local name, perSecond, max = A[9], tonumber(A[11]), tonumber(A[10])
  local allowed, tokens = rate.allowed(name, perSecond, max)
  local before = #tasks
  take.from('activity', name, allowed, perSecond and allowed < max, activityTask)
  if not perSecond then return end
  local wait = rate.spend(name, perSecond, tokens, #tasks - before)
  if allowed < max and #tasks - before == allowed then retryIn = wait end
end

local polled = P .. KEY.polled .. worker .. ':' .. A[3]
local last = call('GET', polled)
if A[7] ~= '' then call('SET', P .. KEY.worker .. worker, '1', 'PX', A[5]) end
if last and sub(last, 1, #pollId + 1) == pollId .. ' ' then
  return { now, -1, references.rebuildAll(sub(last, #pollId + 2), pollId) }
end

local workflowMax = tonumber(A[8])
if A[7] ~= '' and workflowMax > 0 then take.from('workflow', A[7], workflowMax, false, workflow(true)) end
if A[6] ~= '' and workflowMax - #tasks > 0 then take.from('workflow', A[6], workflowMax - #tasks, false, workflow(false)) end
if A[9] ~= '' and tonumber(A[10]) > 0 then pollActivities() end
if #tasks > 0 then journal.add('SET', polled, pollId .. ' ' .. concat(taken, ','), 'PX', LIMIT.polledMs) end
run.writeAll()
for _, r in ipairs(run.order) do
  if r.askedLater then journal.add('PEXPIRE', P .. KEY.queriesWaiting .. r.id, LIMIT.queriesWaitingMs) end
end
journal.run()
return { now, retryIn, tasks }
