-- The workflow task of a run, `run.wft`: its state and where it goes. docs/store-semantics.md defines the texts.

-- scheduled, started, waiting, or false
function S.taskState(r)
  local wft = r.f.wft
  if not wft then return false end
  local second = sub(wft, 2, 2)
  return second == 't' and 'started' or second == 'c' and 'scheduled' or 'waiting'
end

-- no, attempt (as text) of any task; of a scheduled one also w|v, event id, sticky|shared.
function S.taskParts(r)
  return match(r.f.wft, '^%a+ (%d+) (%d+) ?([wv]?) ?(%d*) ?(%a*)')
end

-- The queue the next task of the run goes to: its name and, of a sticky one, how long the lease of its worker lasts.
function S.taskQueueOf(r)
  local sticky = r.f.sticky
  local left = sticky and call('PTTL', P .. KEY.worker .. sticky) or -2
  if left >= 0 then return 'sticky/' .. sticky, left end
  return r.f.queue, false
end

-- `command`: RPUSH, or LPUSH for the head.
function S.pushTask(command, r, name, reference)
  S.push(command, 'workflow', r.f.priority or '3', name, reference)
end
