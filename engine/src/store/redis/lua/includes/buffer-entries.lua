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
  local function isOther(item) return sub(item, 1, #start) ~= start end
  for _, part in ipairs({ KEY.others, KEY.closes }) do
    if S.runCount(r, part) > 0 then S.listFilter(S.runList(r, part), isOther) end
  end
end
