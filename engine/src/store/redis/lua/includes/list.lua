-- A list as this script sees it: `base` stored items of which `popped` leave at the head, then those added now.
local list = {}

function list.open(key, fresh)
  return { key = key, base = fresh and 0 or nil, popped = 0, add = {} }
end

function list.base(l)
  if not l.base then l.base = call('LLEN', l.key) end
  return l.base
end

function list.length(l)
  return list.base(l) - l.popped + #l.add
end

function list.push(l, item)
  l.add[#l.add + 1] = item
end

-- Items from index `from` (0: the first) to the end.
function list.from(l, from)
  local stored = list.base(l) - l.popped
  local items = {}
  if from < stored then items = call('LRANGE', l.key, l.popped + from, -1) end
  for i = math.max(from - stored, 0) + 1, #l.add do
    items[#items + 1] = l.add[i]
  end
  return items
end

function list.at(l, index)
  local stored = list.base(l) - l.popped
  if index < stored then return call('LINDEX', l.key, l.popped + index) end
  return l.add[index - stored + 1] or false
end

function list.drop(l, count)
  local stored = math.min(count, list.base(l) - l.popped)
  l.popped = l.popped + stored
  for _ = 1, count - stored do
    table.remove(l.add, 1)
  end
end

function list.clear(l)
  l.popped, l.add = list.base(l), {}
end

function list.replace(l, items)
  l.popped, l.add = list.base(l), items
end

function list.write(l)
  if l.popped == 0 and #l.add == 0 then return end
  local base = list.base(l)
  if base > 0 and l.popped == base then
    journal.add('DEL', l.key)
  elseif l.popped > 0 then
    journal.add('LTRIM', l.key, l.popped, -1)
  end
  journal.many('RPUSH', l.key, l.add)
end
