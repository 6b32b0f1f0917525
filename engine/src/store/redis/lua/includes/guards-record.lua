-- Guards on records, whether or not there is a run.

function S.recordGuard(kind, i)
  if kind == 'indexVersion' then
    local version = call('HGET', P .. KEY.recordIndexes, 'version') or '0'
    return version == A[i], version
  end
  local value = call('HGET', P .. KEY.record .. A[i] .. ':' .. workflowId, '_' .. A[i + 1])
  if not value then return true end
  local isNumber = match(value, '^%-?%d+%.?%d*$') or match(value, '^%-?%d+%.?%d*[eE][+-]?%d+$')
  local number = isNumber and tonumber(value)
  return number and math.abs(number) <= 1e150, value
end
