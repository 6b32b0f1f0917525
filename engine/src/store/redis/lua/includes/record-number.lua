-- Calculations with fields of records.

-- The shortest form that reads as the same number; record.ts writes the same.
function S.numberText(value)
  if value == math.floor(value) and math.abs(value) < 1e15 then return format('%d', value) end
  for digits = 15, 16 do
    local text = format('%.' .. digits .. 'g', value)
    if tonumber(text) == value then return text end
  end
  return format('%.17g', value)
end

-- Sixteen hexadecimal digits that sort as numbers do.
function S.sortable(value)
  local text, isNegative = '', value < 0
  for n, byte in ipairs({ string.byte(struct.pack('>d', value + 0), 1, 8) }) do
    if isNegative then byte = 255 - byte elseif n == 1 then byte = byte + 128 end
    text = text .. format('%02x', byte)
  end
  return text
end

-- `add field by count starts`, `multiply` the same; what is not there counts as 0, or 1. A start says by a letter how its
-- terms end: number, text, or words. Answers where the next change begins.
function S.recordNumber(record, i)
  local field, by = A[i + 1], tonumber(A[i + 2])
  local adds, old = A[i] == 'add', tonumber(S.hashGet(record.fields, '_' .. field) or '')
  local value = S.numberText(adds and (old or 0) + by or not adds and (old or 1) * by)
  S.recordPut(record, field, value)
  local terms = {}
  for n = i + 4, i + 3 + A[i + 3] do
    local as, start = sub(A[n], 1, 1), sub(A[n], 2)
    if as == 'n' then terms[#terms + 1] = start .. S.sortable(tonumber(value))
    elseif as == 't' then terms[#terms + 1] = start .. value
    else
      for word in string.gmatch(value, '%w+') do terms[#terms + 1] = start .. word end
    end
  end
  S.recordTerms(record, field, table.concat(terms, '\0'))
  S.recordResult(value)
  return i + 4 + A[i + 3]
end
