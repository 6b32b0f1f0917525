-- Changes of lists that are rarer.

function S.listDrop(l, count)
  local items = count > S.listBase(l) - l.popped and S.listFrom(l, count)
  if not items then
    l.popped = l.popped + count
    return
  end
  S.listClear(l)
  for i = 1, #items do
    S.listPush(l, items[i])
  end
end

-- Keeps the items that `keep` accepts.
function S.listFilter(l, keep)
  if S.listLength(l) == 0 then return end
  local items = S.listFrom(l, 0)
  S.listClear(l)
  for i = 1, #items do
    if keep(items[i]) then S.listPush(l, items[i]) end
  end
end
