-- A hash as this script sees it: what was read (`known`), over it what will be written (`set`; false: deleted).
-- Absent values are false.
local hash = {}

function hash.open(key)
  return { key = key, known = {}, set = {}, order = {}, whole = false, read = false, dropped = false }
end

function hash.load(h)
  local flat = call('HGETALL', h.key)
  for i = 1, #flat, 2 do
    h.known[flat[i]] = flat[i + 1]
  end
  h.whole, h.read = true, true
  return h
end

function hash.get(h, field)
  local value = h.set[field]
  if value ~= nil then return value end
  value = h.known[field]
  if value ~= nil then return value end
  if h.whole then return false end
  value = call('HGET', h.key, field)
  h.known[field], h.read = value, true
  return value
end

-- Reads what of these fields is not known yet, in one call.
function hash.fetch(h, fields)
  if h.whole then return end
  local missing = {}
  for i = 1, #fields do
    local field = fields[i]
    if h.set[field] == nil and h.known[field] == nil then missing[#missing + 1] = field end
  end
  if #missing == 0 then return end
  local values = call('HMGET', h.key, unpack(missing))
  for i = 1, #missing do
    h.known[missing[i]] = values[i]
  end
  h.read = true
end

function hash.put(h, field, value)
  if h.set[field] == nil then h.order[#h.order + 1] = field end
  h.set[field] = value
end

function hash.size(h)
  h.read = true
  return call('HLEN', h.key)
end

function hash.drop(h)
  h.dropped = not h.fresh and hash.size(h) > 0
  h.set, h.order, h.known, h.whole = {}, {}, {}, true
end

-- A deletion is written only where there may be something to delete.
function hash.write(h)
  if h.dropped then journal.add('DEL', h.key) end
  if #h.order == 0 then return end
  if not h.read then call('HLEN', h.key) end
  local puts, gone = {}, {}
  for i = 1, #h.order do
    local field = h.order[i]
    local value = h.set[field]
    if value then
      puts[#puts + 1] = field
      puts[#puts + 1] = value
    elseif h.known[field] ~= false and not (h.whole and h.known[field] == nil) then
      gone[#gone + 1] = field
    end
  end
  journal.many('HDEL', h.key, gone)
  journal.many('HSET', h.key, puts)
end
