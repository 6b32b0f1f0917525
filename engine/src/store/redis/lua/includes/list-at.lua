-- The item at an index, or false.
function S.listAt(l, index)
  local stored = S.listBase(l) - l.popped
  if index < stored then return call('LINDEX', l.key, l.popped + index) end
  return l.count > 0 and l.add[index - stored + 3] or false
end
