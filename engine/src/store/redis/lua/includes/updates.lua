-- Updates: what has become of each, and how many are open and done. A count that is zero is absent.

local function count(r, field, by)
  local next = (r.f[field] or 0) + by
  S.hashPut(r, field, next > 0 and format('%d', next))
end

function S.updateAdmit(r, id, request)
  S.hashPut(S.runHash(r, KEY.updates), id, 'admitted')
  S.listPush(S.runList(r, KEY.updatesWaiting), request)
  count(r, 'updOpen', 1)
end

-- `to`: accepted, completed or rejected, and more behind it.
function S.updateMove(r, id, to)
  local h = S.runHash(r, KEY.updates)
  local before, word = match(S.hashGet(h, id) or '', '^%a+'), match(to, '^%a+')
  S.hashPut(h, id, to)
  if word == 'accepted' or before ~= 'admitted' and before ~= 'accepted' then return end
  count(r, 'updOpen', -1)
  if word == 'completed' then count(r, 'updDone', 1) end
end
