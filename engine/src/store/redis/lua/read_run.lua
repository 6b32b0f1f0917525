-- Reads a run as it is stored, with the events that its pending things began with.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  workflowId: of the run
-- ARGV[2]  runId: or '' for the current run
--
-- Returns {now, runId, {run fields}, {pending fields}, started, latest, length, {id, event...}, {timer, score...},
--         current run, first run of its chain} | nil

-- @include "shard"

local current = call('HMGET', P .. KEY.current .. A[1], 'run', 'first')
local id = A[2] ~= '' and A[2] or current[1]
local fields = id and call('HGETALL', P .. KEY.run .. id) or {}
if #fields == 0 or call('HGET', P .. KEY.run .. id, 'id') ~= A[1] then return nil end
local history, pending = P .. KEY.history .. id, call('HGETALL', P .. KEY.pending .. id)
local asked = {}
for i = 1, #pending, 2 do
  local event = match(pending[i], '^act:(%d+)$') or match(pending[i], '^child:(%d+)$')
  if event then
    asked[#asked + 1] = event
    asked[#asked + 1] = call('LINDEX', history, event - 1)
  end
end
return {
  now, id, fields, pending, call('LINDEX', history, 0), call('LINDEX', history, -1), call('LLEN', history), asked,
  call('ZRANGE', P .. KEY.timers .. id, 0, -1, 'WITHSCORES'), current[1] or '', call('HGET', P .. KEY.run .. id, 'first'),
}
