-- Reads fields of runs, as many runs as a reply holds and at least one.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  fieldCount: names that follow: fields of runs, `*` for all of them, `@length` of the history, `@started`
-- ARGV[..] names: so many, then run ids
--
-- Returns {{name, value...} or nil...} in the order of the run ids

-- @include "shard"

local last = 1 + A[1]

local function addAll(row, flat)
  for n = 1, #flat do
    row[#row + 1] = flat[n]
  end
end

local function rowOf(id)
  local key, row = P .. KEY.run .. id, {}
  if call('EXISTS', key) == 0 then return false end
  for i = 2, last do
    local name, value = A[i], nil
    if name == '*' then addAll(row, call('HGETALL', key))
    elseif name == '@length' then value = call('LLEN', P .. KEY.history .. id) .. ''
    elseif name == '@started' then value = call('LINDEX', P .. KEY.history .. id, 0)
    else value = call('HGET', key, name) end
    if value then addAll(row, { name, value }) end
  end
  return row
end

local rows, room = {}, LIMIT.replyBytes
for i = last + 1, #A do
  local row = rowOf(A[i])
  for n = 1, row and #row or 0 do
    if n % 2 == 0 then room = room - #row[n] end
  end
  if room < 0 and #rows > 0 then break end
  rows[#rows + 1] = row
end
return rows
