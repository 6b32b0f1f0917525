-- Outboxes: entries `<seq>|<attempts>|<message>`, delivered in order by whoever holds the lease.

function S.send(r, message)
  local seq = format('%d', (r.f.sent or 0) + 1)
  S.hashPut(r, 'sent', seq)
  S.listPush(S.runList(r, KEY.outbox), seq .. '|0|' .. message)
  if not S.timerScore(r, 'outbox') then S.timerArm(r, 'outbox', now + LIMIT.outboxRetryMs) end
end
