-- Score of an armed timer, or false.
function S.timerScore(r, name)
  local score = r.timers and r.timers[name]
  if r.timers and score ~= nil then return score end
  if r.timersDropped or r.fresh then return false end
  score = call('ZSCORE', P .. KEY.timers .. r.id, name)
  return score and tonumber(score)
end
