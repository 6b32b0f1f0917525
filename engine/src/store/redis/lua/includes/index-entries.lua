-- What runs are found by in lists; index-entries.ts says the same. An entry is `<what><value>` and the place of the run.

-- `r`: id, and `f` its fields.
function S.entryTail(r)
  return '\0' .. format('%013.0f', math.max(0, 9999999999999 - r.f.started)) .. r.id
end

function S.attributeEntries(list, field, terms, tail, score)
  if not terms or terms == '' then return end
  local start = '@' .. sub(field, 4) .. '\0'
  for term in string.gmatch(terms, '[^%z]+') do
    list[#list + 1] = score
    list[#list + 1] = start .. term .. tail
  end
end

function S.closedEntry(r, tail)
  return 'C' .. format('%013.0f', math.max(0, r.f.closed)) .. tail
end

function S.entriesKey(r)
  return P .. KEY.visibility .. (r.f.kind or 'workflow')
end

-- Appends all entries of the run to a list, each behind `score`; without one (nil) they stand alone.
function S.allEntries(r, list, score)
  local f, tail = r.f, S.entryTail(r)
  local whats = { 'I' .. f.id, 'T' .. f.type, 'Q' .. f.queue, 'S' .. f.status }
  if f.parentId then whats[5] = 'P' .. f.parentId end
  for n = 1, #whats do
    list[#list + 1] = score
    list[#list + 1] = whats[n] .. tail
  end
  if f.closed then
    list[#list + 1] = score
    list[#list + 1] = S.closedEntry(r, tail)
  end
  for field, terms in pairs(f) do
    if sub(field, 1, 3) == 'ix:' then S.attributeEntries(list, field, terms, tail, score) end
  end
end
