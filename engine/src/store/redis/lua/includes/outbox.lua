-- Outboxes: entries `<seq>|<attempts>|<message>`, delivered in order by whoever holds the lease.

local function send(r, message)
  local seq = (hashGet(r, 'sent') or 0) + 1 .. ''
  hashPut(r, 'sent', seq)
  listPush(runList(r, KEY.outbox), seq .. '|0|' .. message)
  if not timerScore(r, 'outbox') then timerArm(r, 'outbox', now + LIMIT.outboxRetryMs) end
end
