-- Outboxes: entries `<seq>|<attempts>|<message>`, delivered in order by whoever holds the lease.
local outbox = {}

function outbox.send(r, message)
  local seq = (run.get(r, 'sent') or 0) + 1 .. ''
  run.put(r, 'sent', seq)
  list.push(run.list(r, KEY.outbox), seq .. '|0|' .. message)
  if not timer.score(r, 'outbox') then timer.arm(r, 'outbox', now + LIMIT.outboxRetryMs) end
end

-- A run that never sent has none; that saves a look.
function outbox.length(r)
  if not run.get(r, 'sent') then return 0 end
  return list.length(run.list(r, KEY.outbox))
end

-- Sequence number, attempts and message of the first entry; nothing when empty.
function outbox.head(r)
  if outbox.length(r) == 0 then return nil end
  return match(list.at(run.list(r, KEY.outbox), 0), '^(%d+)|(%d+)|(.*)$')
end

function outbox.pop(r)
  if outbox.length(r) == 0 then return end
  list.drop(run.list(r, KEY.outbox), 1)
  if outbox.length(r) == 0 then
    timer.disarm(r, 'outbox')
  else
    timer.arm(r, 'outbox', now + LIMIT.outboxRetryMs)
  end
end

-- `run` and `message` are put in as JSON strings.
function outbox.park(r, reason)
  local _, _, message = outbox.head(r)
  if not message then return end
  call('LLEN', P .. KEY.parked)
  local json = cjson.encode
  local text = concat({ '{"run":', json(r.id), ',"reason":', json(reason), ',"message":', json(message), '}' })
  journal.add('RPUSH', P .. KEY.parked, text)
  outbox.pop(r)
end
