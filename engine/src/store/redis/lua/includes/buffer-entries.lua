-- Entries of the buffers by name.

local function isBuffered(r, entry)
  local start, found = entry .. '|', false
  for _, part in ipairs({ KEY.others, KEY.closes }) do
    if runCount(r, part) > 0 then
      for _, item in ipairs(listFrom(runList(r, part), 0)) do
        found = found or sub(item, 1, #start) == start
      end
    end
  end
  return found
end

local function dropBuffered(r, entry)
  if not isBuffered(r, entry) then return end
  local start = entry .. '|'
  local function isOther(item) return sub(item, 1, #start) ~= start end
  for _, part in ipairs({ KEY.others, KEY.closes }) do
    if runCount(r, part) > 0 then listFilter(runList(r, part), isOther) end
  end
end
