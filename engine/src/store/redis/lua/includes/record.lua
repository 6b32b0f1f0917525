-- Records: the hash of a workflow id's fields, the notes beside it, and entries of the list index.
local records

-- Nothing is read of one that goes in the same call.
local function hash(family, name, isNew)
  return { key = P .. family .. name, f = {}, whole = isNew, fresh = isNew }
end

function S.recordOf(r, entity)
  records = records or {}
  local id = r.f.id
  if records[id] then return records[id] end
  local name, isNew = entity .. ':' .. id, S.recordIsDropped and S.recordIsDropped(id, entity)
  local index, notes = P .. KEY.visibility .. 'record', hash(KEY.recordNotes, name, isNew)
  local record = {
    fields = hash(KEY.record, name, isNew), notes = notes, comes = { 'ZADD', index }, leaves = { 'ZREM', index },
  }
  records[id] = record
  call('ZCARD', index)
  local place = S.hashGet(notes, 'place')
  if not place then
    local current = S.currentOf(id)
    S.hashGet(current, 'record')
    S.hashPut(current, 'record', entity)
    place = format('%013d', 9999999999999 - now) .. name
    S.hashPut(notes, 'place', place)
    record.comes[3], record.comes[4] = '0', 'E' .. entity .. '\0' .. place
  end
  record.tail = '\0' .. place
  return record
end

local function addEntries(list, terms, tail, score)
  for term in string.gmatch(terms or '', '[^%z]+') do
    list[#list + 1] = score
    list[#list + 1] = 'F' .. term .. tail
  end
end

-- `terms`: separated by zero bytes, or '' for none.
function S.recordTerms(record, field, terms)
  local name = 'ix:' .. field
  local old = S.hashGet(record.notes, name)
  if (old or '') == terms then return end
  addEntries(record.leaves, old, record.tail)
  addEntries(record.comes, terms, record.tail, '0')
  S.hashPut(record.notes, name, terms ~= '' and terms)
end

function S.recordResult(text)
  recordResults = recordResults and recordResults .. ' ' .. text or text
end

function S.recordPut(record, field, value)
  local name = '_' .. field
  local old = S.hashGet(record.fields, name)
  S.hashPut(record.fields, name, value)
  return old
end

-- One change; answers where the next one begins. `set field value terms`, `terms field value terms`, `unset field`,
-- `add field by count starts`, `multiply` the same.
function S.recordChange(record, i)
  local change, field = A[i], A[i + 1]
  if change == 'add' or change == 'multiply' then return S.recordNumber(record, i) end
  if change == 'unset' then
    S.recordResult(S.recordPut(record, field, false) and '1' or '0')
    S.recordTerms(record, field, '')
    return i + 2
  end
  if change == 'set' then
    S.recordResult(S.recordPut(record, field, A[i + 2]) and '0' or '1')
    S.recordTerms(record, field, A[i + 3])
  elseif change ~= 'terms' then
    error('unknown change ' .. tostring(change))
  else
    local same = S.hashGet(record.fields, '_' .. field) == A[i + 2]
    if same then S.recordTerms(record, field, A[i + 3]) end
    S.recordResult(same and '1' or '0')
  end
  return i + 4
end

-- Entity, how many steps are forgotten, those steps, changes up to argument number `last`.
function S.changeRecord(r, i, last)
  local record, at = S.recordOf(r, A[i]), i + 2 + A[i + 1]
  for n = i + 2, at - 1 do
    local name = 'step:' .. A[n]
    if S.hashGet(record.notes, name) then S.hashPut(record.notes, name, false) end
  end
  while at <= last do
    at = S.recordChange(record, at)
  end
end

-- Phase 2.
function S.writeRecords()
  for _, record in pairs(records or {}) do
    S.hashWrite(record.fields)
    S.hashWrite(record.notes)
    S.writeMany(record.leaves)
    S.writeMany(record.comes)
  end
end
