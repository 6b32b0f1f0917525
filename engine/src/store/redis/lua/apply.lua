-- Applies a transition: the first alternative whose guards hold, whole, or nothing.
-- Phase 1 reads, judges and decides; phase 2 writes and cannot fail (see includes/write.lua).
-- `when` behind an include: only variants for transitions that need it have that part. Should a part be missing, the
-- script ends with an error in phase 1.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  workflowId: of the target
-- ARGV[2]  runId: of the target, or ''
-- ARGV[3]  firstRunId: of the target, or ''
-- ARGV[4]  validUntilMs: or ''
-- ARGV[5]  dedupe: window | run | sender | step | ''
-- ARGV[6]  requestId: or the sender, or the step
-- ARGV[7]  seq: of the sender's message, or the entity of the step's record
-- ARGV[8]  worker: of the eager offer, or '' for none
-- ARGV[9]  identity: of the worker, a JSON string
-- ARGV[10] sticky: 1 when the worker has a sticky queue
-- ARGV[11] activityQueue: whose activities it takes
-- ARGV[12] activities: how many at most
-- ARGV[13] workflowTask: 1 when it takes the run's next workflow task
-- ARGV[14] sharedCount: texts that several operations refer to; they follow
-- ARGV[..] operations: per alternative `alt <words behind these three> <guards>`, then guards and effects, each
--          `<kind> <arguments> <argument>...`; `when <2> <then> <else>` is followed by a guard and so many effects
--
-- Returns {'applied', now, runId, alternative, repeated, {runs with outbox}, {tasks}, results of changes of records}
--         {'refused', now, runId, {guard, actual}...} | {'expired', now}
-- Errors: those of our own mistakes (unknown operation, an effect on an unknown run); nothing is written then.

-- @include "shard"
-- @include "write"
-- @include "hash"
-- @include "list"
-- @include "list-at" when close eager rare
-- @include "list-edit" when rare
-- @include "timer"
-- @include "timer-score" when close rare
-- @include "queue"
-- @include "run"
-- @include "history"
-- @include "text"
-- @include "dedupe"
-- @include "buffer"
-- @include "buffer-entries" when rare
-- @include "task"
-- @include "task-schedule"
-- @include "task-retry" when rare
-- @include "task-start"
-- @include "task-end"
-- @include "guards-other" when rare
-- @include "guards"
-- @include "guards-record" when record
-- @include "extra" when close rare
-- @include "outbox" when close rare
-- @include "outbox-edit" when rare
-- @include "notify" when close rare
-- @include "watch" when rare
-- @include "updates" when rare
-- @include "close-message" when close
-- @include "close" when close
-- @include "index-entries" when begin close rare
-- @include "index-change" when begin close rare
-- @include "record-drop" when begin record
-- @include "record" when record
-- @include "record-number" when record
-- @include "begin" when begin
-- @include "reply" when eager
-- @include "activity" when eager
-- @include "references" when eager
-- @include "eager" when eager
-- @include "effects"
-- @include "effects-rare" when rare
-- @include "special-effects" when close rare record
-- @include "plan"

if A[4] ~= '' and now > tonumber(A[4]) then return { 'expired', now } end

local target = S.findTarget()
local knownAs, knownRun, knownReferences, knownResults = S.seen(target)
if knownAs then
  local tasks = knownReferences and knownReferences ~= '' and S.rebuildAll(knownReferences, A[6]) or {}
  return { 'applied', now, knownRun, tonumber(knownAs), 1, {}, tasks, knownResults }
end

local alternative, first, last = S.choose(target)
if not alternative then return { 'refused', now, target and target.id or '', unpack(first) } end

local visited, tasks, outboxes = {}, {}, {}
local register = S.execute(target, S.stepsOf(target, first, last), visited)
if register then S.settle(register) end
if A[8] ~= '' then tasks = S.eagerTasks(register) end
for i = 1, #visited do
  local r = visited[i]
  S.taskPushQueued(r)
  if r.f.sent and S.listLength(S.runList(r, KEY.outbox)) > 0 then outboxes[#outboxes + 1] = r.id end
end
if A[5] == 'run' and target then
  S.hashPut(target, 'lastreq', A[6] .. ' ' .. alternative .. ' ' .. (S.takenReferences or ''))
end
local runId = register and register.id or ''

for _, h in pairs(currents or {}) do
  if h.was and not h.read then call('HLEN', h.key) end
end
S.writeRuns()
for _, h in pairs(currents or {}) do
  S.hashWrite(h)
end
if S.writeDropped then S.writeDropped() end
if S.writeRecords then S.writeRecords() end
if S.writeTypes then S.writeTypes() end
if S.writeExtra then S.writeExtra() end
S.writeOutcome(alternative, runId, recordResults)
return { 'applied', now, runId, alternative, 0, outboxes, tasks, recordResults }
