-- Activities: an attempt is pushed, started, handed out.
local activity = {}

function activity.fields(id)
  local name = 'act:' .. id
  return { name, name .. ':at', name .. ':limits', name .. ':beat', name .. ':failure', name .. ':by' }
end

function activity.isScheduled(r, id, attempt)
  hash.fetch(run.hashOf(r, KEY.pending), activity.fields(id))
  return hash.get(run.hashOf(r, KEY.pending), 'act:' .. id) == 'scheduled ' .. attempt
end

function activity.isStartedBy(r, id, attempt, by)
  local pending = run.hashOf(r, KEY.pending)
  hash.fetch(pending, activity.fields(id))
  return hash.get(pending, 'act:' .. id) == 'started ' .. attempt and hash.get(pending, 'act:' .. id .. ':by') == by
end

function activity.start(r, id, attempt, by)
  local pending, name = run.hashOf(r, KEY.pending), 'act:' .. id
  local at = hash.get(pending, name .. ':at') or now .. ''
  local startToClose, heartbeat = match(hash.get(pending, name .. ':limits') or '', '^(%d+) (%d+)')
  hash.put(pending, name, 'started ' .. attempt)
  hash.put(pending, name .. ':at', at .. ' ' .. now)
  hash.put(pending, name .. ':by', by)
  timer.disarm(r, name .. ':scheduleToStart')
  if (startToClose or '0') ~= '0' then timer.arm(r, name .. ':startToClose', now + startToClose) end
  if (heartbeat or '0') ~= '0' then timer.arm(r, name .. ':heartbeat', now + heartbeat) end
end

function activity.push(r, id, attempt, name, priority)
  queue.push('RPUSH', 'activity', priority, name, concat({ 'a', r.id, id, attempt }, '|'))
end

function activity.reply(r, id)
  local pending, record = run.hashOf(r, KEY.pending), {}
  hash.fetch(pending, activity.fields(id))
  for _, field in ipairs(activity.fields(id)) do
    local value = hash.get(pending, field)
    if value then
      record[#record + 1] = field
      record[#record + 1] = value
    end
  end
  return { 'activity', r.id, reply.run(r), id, list.at(history.list(r), id - 1), record }
end
