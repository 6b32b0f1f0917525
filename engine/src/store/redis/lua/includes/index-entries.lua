-- What runs are found by in lists; index-entries.ts says the same. An entry is `<what><value>` and the place of the run.

-- `r`: id, and `f` its fields.
function S.entryTail(r)
  return '\0' .. format('%013d', 9999999999999 - r.f.started) .. r.id
end

function S.closedEntry(r, tail)
  return 'C' .. format('%013d', r.f.closed) .. tail
end

function S.entriesKey(r)
  return P .. KEY.visibility .. (r.f.kind or 'workflow')
end

-- Appends the entries of attributes among these fields, each behind `score`; without one (nil) they stand alone.
function S.attributeEntries(list, fields, values, tail, score)
  for field in pairs(fields) do
    local terms = sub(field, 1, 3) == 'ix:' and values[field]
    if terms and terms ~= true then
      local start = '@' .. sub(field, 4) .. '\0'
      for term in string.gmatch(terms, '[^%z]+') do
        list[#list + 1] = score
        list[#list + 1] = start .. term .. tail
      end
    end
  end
end

-- All entries of a run as arguments of ZADD.
function S.addedEntries(r, key)
  local f, tail = r.f, S.entryTail(r)
  local list = {
    'ZADD', key, '0', 'I' .. f.id .. tail, '0', 'T' .. f.type .. tail, '0', 'Q' .. f.queue .. tail,
    '0', 'S' .. f.status .. tail,
  }
  if f.parentId then list[11], list[12] = '0', 'P' .. f.parentId .. tail end
  if f.closed then
    list[#list + 1] = '0'
    list[#list + 1] = S.closedEntry(r, tail)
  end
  if r.attributes then S.attributeEntries(list, f, f, tail, '0') end
  return list
end

-- The same as arguments of ZREM.
function S.removedEntries(r, key)
  local added = S.addedEntries(r, key)
  local list = { 'ZREM', key }
  for n = 4, #added, 2 do
    list[#list + 1] = added[n]
  end
  return list
end
