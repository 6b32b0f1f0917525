-- A list as this script sees it: `base` stored items of which `popped` leave at the head, then `count` that are added.
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
  return (l.base or S.listBase(l)) - l.popped + l.count
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
  for i = (from > stored and from - stored or 0) + 3, l.count + 2 do
    items[#items + 1] = l.add[i]
  end
  return items
end

function S.listClear(l)
  l.popped, l.count, l.add = S.listBase(l), 0, nil
end
