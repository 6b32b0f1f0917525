-- Removes closed runs whose retention has ended. One with an outbox is looked at again later.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  limit: runs at most
--
-- Returns how many were removed

-- @include "shard"
-- @include "journal"

local FAMILIES = {
  KEY.run, KEY.history, KEY.updates, KEY.pending, KEY.timers, KEY.others, KEY.closes, KEY.wills, KEY.watchers,
  KEY.updatesWaiting, KEY.queriesWaiting, KEY.outbox, KEY.outboxLease,
}
local ids = call('ZRANGEBYSCORE', P .. KEY.retention, '-inf', now, 'LIMIT', 0, A[1])
local removed = 0
call('ZCARD', P .. KEY.due)
for i = 1, #ids do
  local id = ids[i]
  if call('LLEN', P .. KEY.outbox .. id) > 0 then
    journal.add('ZADD', P .. KEY.retention, now + LIMIT.sweepAgainMs, id)
  else
    local keys = {}
    for n = 1, #FAMILIES do
      keys[n] = P .. FAMILIES[n] .. id
    end
    local workflowId = call('HGET', P .. KEY.run .. id, 'id')
    local current = workflowId and P .. KEY.current .. workflowId
    if current and call('HGET', current, 'run') == id then keys[#keys + 1] = current end
    journal.add('UNLINK', unpack(keys))
    journal.add('ZREM', P .. KEY.due, id)
    journal.add('ZREM', P .. KEY.retention, id)
    removed = removed + 1
  end
end
journal.run()
return removed
