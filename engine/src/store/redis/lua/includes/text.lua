-- Texts that several alternatives share are sent once, behind the fixed arguments. Where one is meant, the argument is a
-- zero byte and its number.
function S.text(i)
  local value = A[i]
  if string.byte(value) == 0 then return A[14 + tonumber(sub(value, 2))] end
  return value
end
