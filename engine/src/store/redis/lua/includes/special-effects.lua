-- Effects of parts that not every variant of the script has.
function S.specialEffect(kind, r, i)
  if kind == 'close' then S.closeRun(r, A[i], tonumber(A[i + 1]), A[i + 2] == '1')
  elseif kind == 'send' then S.send(r, S.text(i))
  elseif kind == 'changeRecord' then S.changeRecord(r, i, i + A[i - 1] - 1)
  elseif kind == 'dropRecord' then S.recordDrop(S.currentOf(r.f.id), r.f.id)
  else S.rareEffect(kind, r, i) end
end
