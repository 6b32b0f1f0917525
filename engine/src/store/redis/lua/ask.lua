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
-- @include "journal"
-- @include "hash"
-- @include "list"
-- @include "timer"
-- @include "queue"
-- @include "run"
-- @include "history"
-- @include "task"

local id = A[2] ~= '' and A[2] or call('HGET', P .. KEY.current .. A[1], 'run')
local r = id and run.load(id)
if not r or run.get(r, 'id') ~= A[1] then return { 'notFound' } end
local record = P .. KEY.query .. A[3]
if call('EXISTS', record) == 1 then return { 'asked', r.id, run.get(r, 'status') } end
journal.add('SET', record, A[4], 'PX', A[5])
if task.state(r) then
  list.push(run.list(r, KEY.queriesWaiting), A[3])
  run.writeAll()
  journal.add('PEXPIRE', P .. KEY.queriesWaiting .. r.id, LIMIT.queriesWaitingMs)
else
  local name = task.queueOf(r)
  queue.push('RPUSH', 'workflow', task.priority(r), name, concat({ 'q', r.id, A[3] }, '|'))
end
journal.run()
return { 'asked', r.id, run.get(r, 'status') }
