-- Removes closed runs whose retention has ended some time ago. One with an outbox is looked at again later.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  limit: runs at most
-- ARGV[2]  graceMs: how long ago
--
-- Returns how many were removed

-- @include "shard"
-- @include "write"
-- @include "index-entries"
-- @include "record-drop"

local FAMILIES = {
  KEY.run, KEY.history, KEY.updates, KEY.pending, KEY.timers, KEY.others, KEY.closes, KEY.wills, KEY.watchers,
  KEY.updatesWaiting, KEY.queriesWaiting, KEY.outbox, KEY.outboxLease,
}

-- Every key of the run; the pointer of its workflow id when that names this run, and the record that goes with it.
local function keysOf(id)
  local keys = {}
  for n = 1, #FAMILIES do
    keys[n] = P .. FAMILIES[n] .. id
  end
  local workflowId = call('HGET', P .. KEY.run .. id, 'id')
  local current = workflowId and P .. KEY.current .. workflowId
  if not current or call('HGET', current, 'run') ~= id then return keys end
  keys[#keys + 1] = current
  local entity = call('HGET', current, 'record')
  return keys, entity and S.recordGone(entity, workflowId)
end

local ids = call('ZRANGEBYSCORE', P .. KEY.retention, '-inf', format('%d', now - A[2]), 'LIMIT', 0, A[1])
call('ZCARD', P .. KEY.due)
local gone, later = {}, {}

-- The command that takes a run out of the list index; false for one that is not in it.
local function leave(id)
  local flat, r = call('HGETALL', P .. KEY.run .. id), { id = id, f = {}, attributes = true }
  for n = 1, #flat, 2 do
    r.f[flat[n]] = flat[n + 1]
  end
  if not r.f.started then return false end
  local key = S.entriesKey(r)
  call('ZCARD', key)
  return S.removedEntries(r, key)
end

for i = 1, #ids do
  local waits = call('LLEN', P .. KEY.outbox .. ids[i]) > 0
  if waits then
    later[#later + 1] = ids[i]
  else
    local keys, record = keysOf(ids[i])
    gone[#gone + 1] = { ids[i], keys, leave(ids[i]), record }
  end
end

-- Phase 2.
for i = 1, #later do
  call('ZADD', P .. KEY.retention, now + LIMIT.sweepAgainMs, later[i])
end
for i = 1, #gone do
  if gone[i][3] then S.writeMany(gone[i][3]) end
  call('UNLINK', unpack(gone[i][2]))
  if gone[i][4] then
    S.writeMany(gone[i][4].leaves)
    call(unpack(gone[i][4].keys))
  end
  call('ZREM', P .. KEY.due, gone[i][1])
  call('ZREM', P .. KEY.retention, gone[i][1])
end
return #gone
