-- Effects of parts that not every variant of the script has.
local function specialEffect(kind, r, i)
  if kind == 'close' then closeRun(r, A[i], tonumber(A[i + 1]), A[i + 2] == '1')
  elseif kind == 'send' then send(r, text(i))
  else rareEffect(kind, r, i) end
end
