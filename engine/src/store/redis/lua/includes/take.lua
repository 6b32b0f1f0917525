-- Takes references from a queue and hands out what they stand for.

-- Trims and bells that phase 2 writes.
local trims = {}

function S.listsOf(kind, name)
  local start = P .. KEY.queue .. kind .. ':'
  return { start .. '1:' .. name, start .. '2:' .. name, start .. '3:' .. name, start .. '4:' .. name, start .. '5:' .. name }
end

-- A queue that is left non-empty is rung, an emptied one loses its bell.
function S.leave(kind, name, isEmpty)
  if not isEmpty then return S.ring(kind, name) end
  local bell = P .. KEY.bell .. kind .. ':' .. name
  if call('LLEN', bell) > 0 then trims[#trims + 1] = { 'DEL', bell } end
end

-- Hands out at most `max` tasks and looks at `looks` references. Answers whether the queue is empty then.
function S.takeFrom(kind, name, max, looks)
  local keys = S.listsOf(kind, name)
  local filled = call('EXISTS', unpack(keys))
  for priority = 1, 5 do
    if filled == 0 or max < 1 or looks < 1 then break end
    local key, consumed = keys[priority], 0
    local references = call('LRANGE', key, 0, math.min(max, looks) - 1)
    local any = #references > 0
    while #references > 0 do
      for i = 1, #references do
        if S.handOut(references[i]) then max = max - 1 end
      end
      consumed, looks = consumed + #references, looks - #references
      local want = math.min(max, looks)
      references = want > 0 and call('LRANGE', key, consumed, consumed + want - 1) or {}
    end
    if any then
      trims[#trims + 1] = { 'LTRIM', key, consumed, -1 }
      if call('LLEN', key) == consumed then filled = filled - 1 end
    end
  end
  return filled == 0
end

function S.writeTrims()
  for i = 1, #trims do
    write(unpack(trims[i]))
  end
end
