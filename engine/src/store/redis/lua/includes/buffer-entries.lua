-- Entries of the buffers by name.

function S.isBuffered(r, entry)
  local start, found = entry .. '|', false
  for _, part in ipairs({ KEY.others, KEY.closes }) do
    if S.runCount(r, part) > 0 then
      for _, item in ipairs(S.listFrom(S.runList(r, part), 0)) do
        found = found or sub(item, 1, #start) == start
      end
    end
  end
  return found
end

function S.dropBuffered(r, entry)
  if not S.isBuffered(r, entry) then return end
  local start = entry .. '|'
  local gone = 0
  local function isOther(item)
    if sub(item, 1, #start) ~= start then return true end
    gone = gone + #item
    return false
  end
  for _, part in ipairs({ KEY.others, KEY.closes }) do
    if S.runCount(r, part) > 0 then S.listFilter(S.runList(r, part), isOther) end
  end
  S.countBuffered(r, -gone)
end
