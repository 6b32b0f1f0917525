-- Applies a transition: the first alternative whose guards hold, whole, or nothing.
-- Phase 1 reads, judges and fills the journal; phase 2 runs it and cannot fail (see includes/journal.lua).
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  workflowId: of the target
-- ARGV[2]  runId: of the target, or ''
-- ARGV[3]  firstRunId: of the target, or ''
-- ARGV[4]  validUntilMs: or ''
-- ARGV[5]  dedupe: window | run | sender | ''
-- ARGV[6]  requestId: or the sender
-- ARGV[7]  seq: of the sender's message
-- ARGV[8]  stopAfter: tests only; so many writes, then an end. '' for all
-- ARGV[9]  worker: of the eager offer, or '' for none
-- ARGV[10] identity: of the worker, a JSON string
-- ARGV[11] sticky: 1 when the worker has a sticky queue
-- ARGV[12] activityQueue: whose activities it takes
-- ARGV[13] activities: how many at most
-- ARGV[14] workflowTask: 1 when it takes the run's next workflow task
-- ARGV[15] sharedCount: texts that several operations refer to; they follow
-- ARGV[..] operations: per alternative `alt <words behind these three> <guards>`, then guards and effects, each
--          `<kind> <arguments> <argument>...`; `when <2> <then> <else>` is followed by a guard and so many effects
--
-- Returns {'applied', now, runId, alternative, repeated, {runs with outbox}, {tasks}}
--         {'refused', now, runId, {guard, actual}...} | {'expired', now}
-- Errors: those of our own mistakes (unknown operation, an effect on an unknown run); nothing is written then.

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
-- @include "task-end"
-- @include "reply"
-- @include "activity"
-- @include "outbox"
-- @include "notify"
-- @include "close"
-- @include "references"
-- @include "guards"
-- @include "eager"
-- @include "text"
-- @include "begin"
-- @include "effects"
-- @include "dedupe"
-- @include "plan"

if A[4] ~= '' and now > tonumber(A[4]) then return { 'expired', now } end

local target = plan.target()
local knownAs, knownRun, knownRefs = dedupe.seen(target)
if knownAs then
  local tasks = knownRefs and references.rebuildAll(knownRefs, A[6]) or {}
  return { 'applied', now, knownRun, tonumber(knownAs), 1, {}, tasks }
end

local alternative, steps, refusals = plan.choose(target)
if not alternative then return { 'refused', now, target and target.id or '', unpack(refusals) } end

local register = plan.execute(target, steps)
local tasks = plan.finish(register)
local runId = register and register.id or ''
dedupe.remember(target, alternative, runId, eager.references)
run.writeAll()
local outboxes = plan.outboxes()
journal.run(tonumber(A[8]))
return { 'applied', now, runId, alternative, 0, outboxes, tasks }
