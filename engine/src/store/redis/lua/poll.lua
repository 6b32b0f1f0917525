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
-- @include "write"
-- @include "hash"
-- @include "list"
-- @include "list-at"
-- @include "timer"
-- @include "queue"
-- @include "run"
-- @include "history"
-- @include "task"
-- @include "task-start"
-- @include "task-is-scheduled"
-- @include "reply"
-- @include "activity" when activity
-- @include "references"
-- @include "hand-out"
-- @include "take"
-- @include "rate" when activity
-- @include "throttle"

local worker, pollId, workflowMax, activityMax = A[1], A[4], tonumber(A[8]), tonumber(A[10])
local polled = P .. KEY.polled .. worker .. ':' .. A[3]
local last = call('GET', polled)
if last and sub(last, 1, #pollId + 1) == pollId .. ' ' then
  if A[7] ~= '' then write('SET', P .. KEY.worker .. worker, '1', 'PX', A[5]) end
  return { now, -1, S.rebuildAll(sub(last, #pollId + 2), pollId) }
end

local queue = A[6] ~= '' and A[6] or A[9]
local wait, isOne = S.throttled(queue, A[2])
if wait > 0 then
  if A[7] ~= '' then write('SET', P .. KEY.worker .. worker, '1', 'PX', A[5]) end
  return { now, wait, {} }
end
if isOne then workflowMax, activityMax = math.min(1, workflowMax), math.min(1, activityMax) end

local tasks = handed
local looks = workflowMax * LIMIT.looksPerTask
if A[7] ~= '' then
  isSticky = true
  S.leave('workflow', A[7], S.takeFrom('workflow', A[7], workflowMax, looks))
  isSticky = false
end
if A[6] ~= '' then S.leave('workflow', A[6], S.takeFrom('workflow', A[6], workflowMax - #tasks, looks)) end

local retryIn, tokens = -1, nil
local perSecond = tonumber(A[11])
if A[9] ~= '' then
  local allowed, before = activityMax, #tasks
  if perSecond then
    tokens = S.rateTokens(A[9], perSecond)
    allowed = math.min(activityMax, math.floor(tokens))
  end
  local isEmpty = S.takeFrom('activity', A[9], allowed, activityMax * LIMIT.looksPerTask)
  if tokens then tokens = tokens - (#tasks - before) end
  if isEmpty or allowed == activityMax or #tasks - before < allowed then
    S.leave('activity', A[9], isEmpty)
  else
    -- The rate limit holds tasks back: who polls again is told when, and nobody is rung.
    retryIn = math.max(1, math.ceil((1 - tokens) * 1000 / perSecond))
  end
end

S.writeRuns()
S.writeTrims()
if A[7] ~= '' then write('SET', P .. KEY.worker .. worker, '1', 'PX', A[5]) end
if #tasks > 0 then write('SET', polled, pollId .. ' ' .. table.concat(handedReferences, ','), 'PX', LIMIT.polledMs) end
if tokens then S.writeTokens(A[9], perSecond, tokens) end
if isOne and #tasks > 0 then S.writeThrottled(queue, A[2]) end
for i = 1, queryWaits and #queryWaits or 0 do
  write('PEXPIRE', queryWaits[i], LIMIT.queriesWaitingMs)
end
return { now, retryIn, tasks }
