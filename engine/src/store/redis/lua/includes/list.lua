-- A list as this script sees it: `base` stored items, of which `popped` leave at the head, then `count` that are added.
-- Those stand in `add` behind the name of the command and the key, ready to be written.

function S.listBase(l)
  local base = l.base
  if not base then
    base = call('LLEN', l.key)
    l.base = base
  end
  return base
end

function S.listLength(l)
  return S.listBase(l) - l.popped + l.count
end

function S.listPush(l, item)
  local count = l.count + 1
  if count == 1 then l.add = { 'RPUSH', l.key, item } else l.add[count + 2] = item end
  l.count = count
end

-- Items from index `from` (0: the first) to the end.
function S.listFrom(l, from)
  local stored = S.listBase(l) - l.popped
  local items = from < stored and call('LRANGE', l.key, l.popped + from, -1) or {}
  for i = math.max(from - stored, 0) + 3, l.count + 2 do
    items[#items + 1] = l.add[i]
  end
  return items
end

function S.listAt(l, index)
  local stored = S.listBase(l) - l.popped
  if index < stored then return call('LINDEX', l.key, l.popped + index) end
  return l.count > 0 and l.add[index - stored + 3] or false
end

function S.listClear(l)
  l.popped, l.count, l.add = S.listBase(l), 0, nil
end

-- Phase 2. `base` is known: phase 1 ends with a look.
function S.listWrite(l)
  if l.popped > 0 then
    if l.popped == l.base then write('DEL', l.key) else write('LTRIM', l.key, l.popped, -1) end
  end
  if l.count > 0 then S.writeMany(l.add) end
end
