-- A hash as this script sees it: `f`, its fields as they will be (false: absent; nil: not read yet, or absent when `whole`),
-- and `was`, what changed fields were before (true: not read, false: absent). The fields of a run are always all read:
-- `r.f.status` needs no call.

function S.hashLoad(h)
  local flat, f = call('HGETALL', h.key), h.f
  for i = 1, #flat, 2 do
    if f[flat[i]] == nil then f[flat[i]] = flat[i + 1] end
  end
  h.whole = true
  return #flat > 0
end

function S.hashGet(h, field)
  local value = h.f[field]
  if value ~= nil then return value end
  if h.whole then return false end
  value = call('HGET', h.key, field)
  h.f[field], h.read = value, true
  return value
end

function S.hashPut(h, field, value)
  local f, was = h.f, h.was
  if not was then
    was = {}
    h.was = was
  end
  local old = f[field]
  if was[field] == nil then
    if old == nil then old = not h.whole end
    was[field] = old
  end
  f[field] = value
end

-- Phase 2. What is as it was, and deletions of what is not there, are not written.
function S.hashWrite(h)
  if h.dropped then write('DEL', h.key) end
  local f, puts, count = h.f, { 'HSET', h.key }, 2
  if h.fresh then
    for field, value in pairs(f) do
      if value then
        puts[count + 1], puts[count + 2] = field, value
        count = count + 2
      end
    end
    return S.writeMany(puts)
  end
  if not h.was then return end
  local gone
  for field, old in pairs(h.was) do
    local value = f[field]
    if value then
      if value ~= old then
        puts[count + 1], puts[count + 2] = field, value
        count = count + 2
      end
    elseif old then
      gone = gone or { 'HDEL', h.key }
      gone[#gone + 1] = field
    end
  end
  if gone then S.writeMany(gone) end
  S.writeMany(puts)
end
