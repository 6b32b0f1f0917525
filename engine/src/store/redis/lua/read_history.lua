-- Reads one page of a history: events from an id on, at least one if there is any, and no more than a reply holds.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  runId: of the history
-- ARGV[2]  from: id of the first event
-- ARGV[3]  to: id of the last event wanted, or '' for all
--
-- Returns {task queue of the run, its task timeout, {events}, 1 when there is more}

-- @include "shard"

local key = P .. KEY.history .. A[1]
local last = math.min(call('LLEN', key), tonumber(A[3]) or math.huge)
local events, room, next, full = {}, LIMIT.replyBytes, tonumber(A[2]), false
while next <= last and not full do
  local piece = call('LRANGE', key, next - 1, math.min(next + 62, last - 1))
  for i = 1, #piece do
    room = room - #piece[i]
    full = room < 0 and #events > 0
    if full then break end
    events[#events + 1] = piece[i]
  end
  next = next + #piece
end
local run = call('HMGET', P .. KEY.run .. A[1], 'queue', 'tt')
return { run[1], run[2], events, full and 1 or 0 }
