-- Asks a run a query: its record is stored, and it is queued, or waits for the workflow task the run has.
-- A repeat (the record is there) writes nothing.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  workflowId: of the run
-- ARGV[2]  runId: or '' for the current run
-- ARGV[3]  queryId: chosen by the caller
-- ARGV[4]  record: `Q` and JSON, see codec.ts
-- ARGV[5]  ttlMs: how long the caller waits
--
-- Returns {'asked', runId, status} | {'notFound'}

-- @include "shard"
-- @include "write"
-- @include "hash"
-- @include "list"
-- @include "timer"
-- @include "queue"
-- @include "run"
-- @include "task"

local id = A[2] ~= '' and A[2] or call('HGET', P .. KEY.current .. A[1], 'run')
local r = id and S.runLoad(id)
if not r or r.f.id ~= A[1] then return { 'notFound' } end
local record, waiting = P .. KEY.query .. A[3], P .. KEY.queriesWaiting .. r.id
if call('EXISTS', record) == 1 then return { 'asked', r.id, r.f.status } end
if S.taskState(r) then
  S.listPush(S.runList(r, KEY.queriesWaiting), A[3])
else
  S.pushTask('RPUSH', r, (S.taskQueueOf(r)), 'q|' .. r.id .. '|' .. A[3])
end
S.writeRuns()
write('SET', record, A[4], 'PX', A[5])
if S.taskState(r) then write('PEXPIRE', waiting, LIMIT.queriesWaitingMs) end
return { 'asked', r.id, r.f.status }
