-- A new chain begins under a workflow id, or its last run goes: the record of the id goes too.
local recordsDropped

-- Phase 1: keys and entries of the record, by its notes.
function S.recordGone(entity, id)
  local name = entity .. ':' .. id
  local notes, leaves = call('HGETALL', P .. KEY.recordNotes .. name), { 'ZREM', P .. KEY.visibility .. 'record' }
  local place, terms = nil, {}
  for n = 1, #notes, 2 do
    if notes[n] == 'place' then place = notes[n + 1]
    elseif sub(notes[n], 1, 3) == 'ix:' then terms[#terms + 1] = notes[n + 1] end
  end
  if place then
    leaves[3] = 'E' .. entity .. '\0' .. place
    for n = 1, #terms do
      for term in string.gmatch(terms[n], '[^%z]+') do
        leaves[#leaves + 1] = 'F' .. term .. '\0' .. place
      end
    end
  end
  call('ZCARD', leaves[2])
  return { id = id, entity = entity, leaves = leaves, keys = { 'DEL', P .. KEY.record .. name, P .. KEY.recordNotes .. name } }
end

-- Phase 1: the record of a workflow id whose hash this is, if there is one.
function S.recordDrop(current, id)
  local entity = S.hashGet(current, 'record')
  if not entity then return end
  S.hashPut(current, 'record', false)
  recordsDropped = recordsDropped or {}
  recordsDropped[#recordsDropped + 1] = S.recordGone(entity, id)
end

function S.recordIsDropped(id, entity)
  for n = 1, recordsDropped and #recordsDropped or 0 do
    if recordsDropped[n].id == id and recordsDropped[n].entity == entity then return true end
  end
  return false
end

-- Phase 2.
function S.writeDropped()
  for n = 1, recordsDropped and #recordsDropped or 0 do
    S.writeMany(recordsDropped[n].leaves)
    write(unpack(recordsDropped[n].keys))
  end
end
