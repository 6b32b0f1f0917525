-- Throttles: milliseconds between two tasks, or -1 for none at all, of everything, of a queue, or of a worker.

-- How long a poll of this queue by this worker has to wait (0: not at all), and whether it may take one task only.
function S.throttled(queue, identity)
  local key = P .. KEY.throttle
  if call('EXISTS', key) == 0 then return 0, false end
  local set = call('HMGET', key, '*', 'queue:' .. queue, 'worker:' .. identity, 'at:' .. queue, 'at:' .. identity)
  local every, worker = math.max(tonumber(set[1] or 0), tonumber(set[2] or 0)), tonumber(set[3] or 0)
  if set[1] == '-1' or set[2] == '-1' or worker < 0 then return LIMIT.pausedMs, false end
  local wait = 0
  if every > 0 and set[4] then wait = every - (now - set[4]) end
  if worker > 0 and set[5] then wait = math.max(wait, worker - (now - set[5])) end
  return math.max(0, math.ceil(wait)), every > 0 or worker > 0
end

-- Phase 2: a task was taken.
function S.writeThrottled(queue, identity)
  write('HSET', P .. KEY.throttle, 'at:' .. queue, now, 'at:' .. identity, now)
end
