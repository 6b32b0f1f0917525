-- Events that arrive while a workflow task is out wait in two lists, others and closes: `<entry>|<stamped event>`.

local function buffered(r)
  return runCount(r, KEY.others) + runCount(r, KEY.closes)
end

-- Part, entry, stamp of the first body or '', bodies: A[i] and on.
local function arrive(r, i, n)
  local part = A[i] == 'others' and KEY.others or KEY.closes
  local isOut = sub(hashGet(r, 'wft') or '', 1, 1) == 's' and match(hashGet(r, 'wft'), '^started')
  for at = i + 3, i + n - 1 do
    local firstAt = at == i + 3 and A[i + 2] ~= '' and A[i + 2]
    local entry = stamped(text(at), firstAt or stampOf(r))
    if isOut then listPush(runList(r, part), A[i + 1] .. '|' .. entry) else historyAdd(r, entry) end
  end
end

-- The name of an entry may hold ids of users: the event begins behind the first bar that an event follows.
local function flushPart(r, part)
  if runCount(r, part) == 0 then return end
  local l = runList(r, part)
  local items = listFrom(l, 0)
  for i = 1, #items do
    historyAdd(r, sub(items[i], string.find(items[i], '|{"t":', 1, true) + 1))
  end
  listClear(l)
end

local function flush(r)
  if buffered(r) == 0 then return end
  flushPart(r, KEY.others)
  flushPart(r, KEY.closes)
  taskSchedule(r, false, false)
end
