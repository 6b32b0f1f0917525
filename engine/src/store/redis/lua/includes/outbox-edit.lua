-- The first message leaves the outbox: delivered, or parked.

local function outboxPop(r)
  local l = runList(r, KEY.outbox)
  if listLength(l) == 0 then return end
  listDrop(l, 1)
  timerArm(r, 'outbox', listLength(l) > 0 and now + LIMIT.outboxRetryMs)
end

-- `reason` comes as a JSON string, the message is JSON.
local function outboxPark(r, reason)
  local head = listAt(runList(r, KEY.outbox), 0)
  if not head then return end
  local id = string.gsub(cjson.encode(r.id), '\\/', '/')
  local text = '{"run":' .. id .. ',"reason":' .. reason .. ',"message":' .. match(head, '^%d+|%d+|(.*)$') .. '}'
  call('LLEN', P .. KEY.parked)
  extra[#extra + 1] = { 'RPUSH', P .. KEY.parked, text }
  outboxPop(r)
end
