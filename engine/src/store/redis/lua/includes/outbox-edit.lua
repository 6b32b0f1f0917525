-- The first message leaves the outbox: delivered, or parked.

function S.outboxPop(r)
  local l = S.runList(r, KEY.outbox)
  if S.listLength(l) == 0 then return end
  S.listDrop(l, 1)
  S.timerArm(r, 'outbox', S.listLength(l) > 0 and now + LIMIT.outboxRetryMs)
end

-- `reason` comes as a JSON string, the message is JSON.
function S.outboxPark(r, reason)
  local head = S.listAt(S.runList(r, KEY.outbox), 0)
  if not head then return end
  local id = string.gsub(cjson.encode(r.id), '\\/', '/')
  local text = '{"run":' .. id .. ',"reason":' .. reason .. ',"message":' .. match(head, '^%d+|%d+|(.*)$') .. '}'
  call('LLEN', P .. KEY.parked)
  extra[#extra + 1] = { 'RPUSH', P .. KEY.parked, text }
  S.outboxPop(r)
end
