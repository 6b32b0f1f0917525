-- The started workflow task ends, and what a transition leaves behind it.

-- `sticky`: nil leaves it, '' clears it.
function task.finish(r, write, updatesHandled, sticky, identity)
  local wft = run.get(r, 'wft')
  local _, attempt, kind, event, stamp, bytes, suggest =
    match(wft or '', '^started (%d+) (%d+) ([wv]) (%d+) (%d+) (%d+) ([01]) ')
  if not attempt then error('endTask: no task is started, but ' .. tostring(wft)) end
  if write and kind == 'v' then
    history.add(r, history.stamped('{"type":"WorkflowTaskScheduled","attempt":' .. attempt .. '}', stamp))
    history.add(r, history.stamped(task.startedEvent(bytes, suggest, identity), stamp))
  end
  run.put(r, 'wft', false)
  run.put(r, 'token', false)
  timer.disarm(r, 'task')
  if updatesHandled > 0 then list.drop(run.list(r, KEY.updatesWaiting), updatesHandled) end
  if sticky == '' then run.put(r, 'sticky', false) elseif sticky then run.put(r, 'sticky', sticky) end
  if write then run.put(r, 'prev', event) end
end

-- After the last effect: nothing that arrived may be left without a task that brings it.
function task.settle(r)
  if run.get(r, 'status') ~= 'RUNNING' then return end
  if task.state(r) ~= 'started' and history.buffered(r) > 0 then history.flush(r) end
  if task.state(r) then return end
  if list.length(run.list(r, KEY.updatesWaiting)) > 0 then return task.schedule(r, true, false) end
  local queries = run.list(r, KEY.queriesWaiting)
  if list.length(queries) == 0 then return end
  local name = task.queueOf(r)
  for _, id in ipairs(list.from(queries, 0)) do
    queue.push('RPUSH', 'workflow', task.priority(r), name, concat({ 'q', r.id, id }, '|'))
  end
  list.clear(queries)
end
