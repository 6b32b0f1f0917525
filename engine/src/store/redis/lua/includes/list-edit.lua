-- Changes of lists that are rarer.

local function listDrop(l, count)
  local items = count > listBase(l) - l.popped and listFrom(l, count)
  if not items then
    l.popped = l.popped + count
    return
  end
  listClear(l)
  for i = 1, #items do
    listPush(l, items[i])
  end
end

-- Keeps the items that `keep` accepts.
local function listFilter(l, keep)
  if listLength(l) == 0 then return end
  local items = listFrom(l, 0)
  listClear(l)
  for i = 1, #items do
    if keep(items[i]) then listPush(l, items[i]) end
  end
end
