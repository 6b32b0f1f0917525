-- Changes of what runs are found by: `r.comes` and `r.leaves` are commands to be written.
local attributeTypes

function S.typesOfAttributes()
  attributeTypes = attributeTypes or { key = P .. KEY.attributeTypes, f = {} }
  return attributeTypes
end

-- Name, payload or '' for none, type or '', terms.
function S.setAttribute(r, i)
  local name, payload, type, types = A[i], S.text(i + 1), A[i + 2], S.typesOfAttributes()
  S.hashPut(r, 'sa:' .. name, payload ~= '' and payload)
  S.hashPut(r, 'ix:' .. name, payload ~= '' and S.text(i + 3))
  r.attributes = true
  if type ~= '' and not S.hashGet(types, name) then S.hashPut(types, name, type) end
end

-- Phase 1, last look.
function S.checkEntries(r)
  local was = r.was
  if not (r.fresh or was and (was.status or r.attributes)) or not r.f.started then return end
  local key = S.entriesKey(r)
  call('ZCARD', key)
  if r.fresh then
    r.comes = S.addedEntries(r, key)
    return
  end
  local tail, comes, leaves = S.entryTail(r), { 'ZADD', key }, { 'ZREM', key }
  if was.status and was.status ~= r.f.status then
    leaves[3] = 'S' .. was.status .. tail
    comes[3], comes[4], comes[5], comes[6] = '0', 'S' .. r.f.status .. tail, '0', S.closedEntry(r, tail)
  end
  if r.attributes then
    S.attributeEntries(leaves, was, was, tail)
    S.attributeEntries(comes, was, r.f, tail, '0')
  end
  r.comes, r.leaves = comes, leaves
end

-- Phase 2.
function S.writeTypes()
  if attributeTypes then S.hashWrite(attributeTypes) end
end

function S.writeEntries(r)
  if r.leaves then S.writeMany(r.leaves) end
  if r.comes then S.writeMany(r.comes) end
end
