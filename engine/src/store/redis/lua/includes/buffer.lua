-- Events that arrive while a workflow task is out wait in two lists, others and closes: `<entry>|<stamped event>`.

function S.buffered(r)
  return S.runCount(r, KEY.others) + S.runCount(r, KEY.closes)
end

-- Part, entry, stamp of the first body or '', bodies: A[i] and on.
function S.arrive(r, i, n)
  local part = A[i] == 'others' and KEY.others or KEY.closes
  local isOut = S.taskState(r) == 'started'
  for at = i + 3, i + n - 1 do
    local firstAt = at == i + 3 and A[i + 2] ~= '' and A[i + 2]
    local entry = '{"t":' .. (firstAt or S.stampOf(r)) .. ',' .. sub(S.text(at), 2)
    if isOut then
      local item = A[i + 1] .. '|' .. entry
      S.listPush(S.runList(r, part), item)
      S.countBuffered(r, #item)
    else
      S.historyAdd(r, entry)
    end
  end
end

-- Bytes of both lists; absent when there are none.
function S.countBuffered(r, bytes)
  local sum = (r.f.buffered or 0) + bytes
  S.hashPut(r, 'buffered', sum > 0 and format('%d', sum))
end

-- The name of an entry may hold ids of users: the event begins behind the first bar that an event follows.
function S.flushPart(r, part)
  if S.runCount(r, part) == 0 then return end
  local l = S.runList(r, part)
  local items = S.listFrom(l, 0)
  for i = 1, #items do
    S.historyAdd(r, sub(items[i], string.find(items[i], '|{"t":', 1, true) + 1))
  end
  S.listClear(l)
end

function S.flushParts(r)
  if S.buffered(r) == 0 then return false end
  S.flushPart(r, KEY.others)
  S.flushPart(r, KEY.closes)
  S.hashPut(r, 'buffered', false)
  return true
end

function S.flush(r)
  if S.flushParts(r) then S.taskSchedule(r, false, false) end
end
