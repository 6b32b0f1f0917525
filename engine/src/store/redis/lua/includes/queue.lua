-- Task queues and their bells. A bell holds at most one token.

-- What will be pushed: commands, and the bells to ring.
local pushes, bells = nil, nil

-- Phase 1: looks whether the bell has its token.
function S.ring(kind, name)
  local bell = P .. KEY.bell .. kind .. ':' .. name
  bells = bells or {}
  if bells[bell] == nil then bells[bell] = call('LLEN', bell) == 0 end
end

-- `command`: RPUSH, or LPUSH for the head.
function S.push(command, kind, priority, name, reference)
  local key = P .. KEY.queue .. kind .. ':' .. priority .. ':' .. name
  call('LLEN', key)
  pushes = pushes or {}
  pushes[#pushes + 1] = { command, key, reference }
  S.ring(kind, name)
end

-- Phase 2.
function S.queueWrite()
  for i = 1, pushes and #pushes or 0 do
    write(unpack(pushes[i]))
  end
  if not bells then return end
  for bell, silent in pairs(bells) do
    if silent then write('RPUSH', bell, '1') end
  end
end
