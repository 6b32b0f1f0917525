-- Reads fields of records.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  fieldCount: how many fields
-- ARGV[..] names: of the fields, or `*` for all of them; then of the records, `<entity>:<workflow id>`
--
-- Returns {{field, value...} or false for a record that does not exist...}, fewer than asked for when they are larger than a
-- reply, but at least one

-- @include "shard"

local count, rows, room = tonumber(A[1]), {}, LIMIT.replyBytes
local isAll = count == 1 and A[2] == '*'

-- Names and values in turn.
local function read(name)
  local key, row = P .. KEY.record .. name, {}
  local values = isAll and call('HGETALL', key) or call('HMGET', key, unpack(A, 2, count + 1))
  for n = 1, #values, isAll and 2 or 1 do
    local field, value = isAll and values[n] or A[n + 1], isAll and values[n + 1] or not isAll and values[n]
    if value then
      row[#row + 1] = field
      row[#row + 1] = value
      room = room - #value
    end
  end
  return row
end

for i = count + 2, #A do
  local row = call('HEXISTS', P .. KEY.recordNotes .. A[i], 'place') == 1 and read(A[i])
  if room < 0 and #rows > 0 then break end
  rows[#rows + 1] = row
end
return rows
