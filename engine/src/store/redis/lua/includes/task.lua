-- The workflow task of a run, `run.wft`: its state and where it goes. docs/store-semantics.md defines the texts.

-- scheduled, started, waiting, or false
local function taskState(r)
  local wft = hashGet(r, 'wft')
  return wft and match(wft, '^%a+')
end

-- no, attempt (as text) of any task; of a scheduled one also w|v, event id, sticky|shared.
local function taskParts(r)
  return match(hashGet(r, 'wft'), '^%a+ (%d+) (%d+) ?([wv]?) ?(%d*) ?(%a*)')
end

-- The queue the next task of the run goes to: name, and whether it is the sticky one.
local function taskQueueOf(r)
  local sticky = hashGet(r, 'sticky')
  if sticky and call('EXISTS', P .. KEY.worker .. sticky) == 1 then return 'sticky/' .. sticky, true end
  return hashGet(r, 'queue'), false
end

local function pushTask(command, r, name, reference)
  push(command, 'workflow', hashGet(r, 'priority') or '3', name, reference)
end
