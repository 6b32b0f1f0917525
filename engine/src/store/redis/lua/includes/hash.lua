-- A hash as this script sees it: what was read (`known`, false: absent; `whole`: all of it), and over it what will be
-- written (`set`, false: deleted).

function S.hashOpen(key)
  return { key = key, known = {} }
end

function S.hashLoad(h)
  local flat, known = call('HGETALL', h.key), h.known
  for i = 1, #flat, 2 do
    known[flat[i]] = flat[i + 1]
  end
  h.whole = true
  return #flat > 0
end

function S.hashGet(h, field)
  local set = h.set
  if set then
    local value = set[field]
    if value ~= nil then return value end
  end
  local value = h.known[field]
  if value ~= nil then return value end
  if h.whole then return false end
  value = call('HGET', h.key, field)
  h.known[field], h.read = value, true
  return value
end

function S.hashPut(h, field, value)
  local set = h.set
  if not set then
    set = {}
    h.set = set
  end
  set[field] = value
end

-- Reads what of these fields is not known yet, in one call.
function S.hashFetch(h, fields)
  if h.whole then return end
  local set, known, missing = h.set, h.known, nil
  for i = 1, #fields do
    local field = fields[i]
    if known[field] == nil and (not set or set[field] == nil) then
      missing = missing or { 'HMGET', h.key }
      missing[#missing + 1] = field
    end
  end
  if not missing then return end
  local values = call(unpack(missing))
  for i = 3, #missing do
    known[missing[i]] = values[i - 2]
  end
  h.read = true
end

-- Phase 1, last look.
function S.hashCheck(h)
  if h.set and not h.whole and not h.read then call('HLEN', h.key) end
end

-- Phase 2. What is as it was, and deletions of what is not there, are not written.
function S.hashWrite(h)
  if h.dropped then write('DEL', h.key) end
  if not h.set then return end
  local known, whole = h.known, h.whole
  local puts, gone = { 'HSET', h.key }, { 'HDEL', h.key }
  for field, value in pairs(h.set) do
    local was = known[field]
    if value then
      if value ~= was then
        puts[#puts + 1] = field
        puts[#puts + 1] = value
      end
    elseif was or was == nil and not whole then
      gone[#gone + 1] = field
    end
  end
  S.writeMany(gone)
  S.writeMany(puts)
end
