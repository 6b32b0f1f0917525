-- Takes references from a queue and hands out what they stand for.
local take = {}

-- `handOut(reference)` answers the task, or nil when it is no longer to be had. At most `max` tasks, at most
-- looksPerTask references for each. `quiet`: the queue is not rung although tasks are left (a rate limit holds them).
function take.from(kind, name, max, quiet, handOut)
  local keys = queue.lists(kind, name)
  if max < 1 or call('EXISTS', unpack(keys)) == 0 then return take.bell(kind, name, max > 0 and 0 or 1, true) end
  local looks, left = max * LIMIT.looksPerTask, 0
  for priority = 1, 5 do
    local key, consumed = keys[priority], 0
    local references = call('LRANGE', key, 0, max - 1)
    while #references > 0 do
      for i = 1, #references do
        if handOut(references[i]) then max = max - 1 end
      end
      consumed, looks = consumed + #references, looks - #references
      local want = math.min(max, looks)
      references = want > 0 and call('LRANGE', key, consumed, consumed + want - 1) or {}
    end
    if consumed > 0 then journal.add('LTRIM', key, consumed, -1) end
    if max < 1 or looks < 1 or priority == 5 then
      left = left + take.left(keys, priority, consumed)
      break
    end
  end
  take.bell(kind, name, left, quiet)
end

-- Whether anything is left in the lists from `priority` on.
function take.left(keys, priority, consumed)
  local left = call('LLEN', keys[priority]) - consumed
  for other = priority + 1, 5 do
    if left > 0 then return left end
    left = call('LLEN', keys[other])
  end
  return left
end

function take.bell(kind, name, left, quiet)
  local bell = P .. KEY.bell .. kind .. ':' .. name
  if left > 0 then
    if not quiet then queue.ring(kind, name) end
  elseif call('LLEN', bell) > 0 then
    journal.add('DEL', bell)
  end
end
