-- Task queues and their bells. A bell holds at most one token.
local queue = { rung = {} }

function queue.key(kind, priority, name)
  return P .. KEY.queue .. kind .. ':' .. priority .. ':' .. name
end

function queue.ring(kind, name)
  local bell = P .. KEY.bell .. kind .. ':' .. name
  if queue.rung[bell] then return end
  queue.rung[bell] = true
  if call('LLEN', bell) == 0 then journal.add('RPUSH', bell, '1') end
end

-- `command`: RPUSH, or LPUSH for the head.
function queue.push(command, kind, priority, name, reference)
  local key = queue.key(kind, priority, name)
  call('LLEN', key)
  journal.add(command, key, reference)
  queue.ring(kind, name)
end

-- All priority lists of a queue, most urgent first.
function queue.lists(kind, name)
  local keys = {}
  for priority = 1, 5 do
    keys[priority] = queue.key(kind, priority, name)
  end
  return keys
end
