-- A run begins and ends.
local close = {}

local MOVED = { KEY.others, KEY.closes, KEY.updatesWaiting, KEY.queriesWaiting }

function close.message(status, event)
  if #event > LIMIT.notifyBytes then return '{"status":"' .. status .. '"}' end
  return '{"status":"' .. status .. '","event":' .. event .. '}'
end

-- Wills in the order of their keys: messages of one sender have one order.
function close.sendWills(r)
  local wills = hash.load(run.hashOf(r, KEY.wills))
  local keys = {}
  for key in pairs(wills.known) do
    if wills.set[key] == nil then keys[#keys + 1] = key end
  end
  for key, value in pairs(wills.set) do
    if value then keys[#keys + 1] = key end
  end
  table.sort(keys)
  for _, key in ipairs(keys) do
    outbox.send(r, hash.get(wills, key))
  end
end

function close.dropState(r)
  hash.drop(run.hashOf(r, KEY.pending))
  hash.drop(run.hashOf(r, KEY.wills))
  for _, family in ipairs(MOVED) do
    list.clear(run.list(r, family))
  end
  timer.drop(r)
  for _, field in ipairs({ 'wft', 'token', 'hold', 'sticky' }) do
    run.put(r, field, false)
  end
  r.queued = nil
end

function close.notify(r, status, event)
  local message, any = close.message(status, event), false
  notify.each(r, function(topic, inbox)
    any = true
    if topic == 'close' then notify.publish(inbox, r.id, topic, message) end
    if sub(topic, 1, 7) == 'update:' then notify.publish(inbox, r.id, topic, '{"state":"closed"}') end
  end)
  if any then journal.add('DEL', notify.key(r)) end
end

function close.run(r, status, retention, final)
  local event = list.at(history.list(r), history.length(r) - 1)
  run.put(r, 'status', status)
  local current = run.current(run.get(r, 'id'))
  -- A successor created before stays the current run.
  if hash.get(current, 'run') == r.id then hash.put(current, 'status', status) end
  run.put(r, 'closed', history.stamp(r) .. '')
  close.sendWills(r)
  local onclose = run.get(r, 'onclose')
  if final and onclose then outbox.send(r, onclose) end
  close.dropState(r)
  close.notify(r, status, event)
  call('ZCARD', P .. KEY.retention)
  journal.add('ZADD', P .. KEY.retention, now + retention, r.id)
end
