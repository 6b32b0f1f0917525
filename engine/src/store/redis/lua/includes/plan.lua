-- From ARGV to a plan: which alternative, which branches, on which runs. Nothing is decided after this.
local plan = { visited = {} }

-- The run the target names, or false.
function plan.target()
  local id = A[2]
  if id == '' then id = hash.get(run.current(A[1]), 'run') end
  local r = id and run.load(id)
  if not r or run.get(r, 'id') ~= A[1] then return false end
  if A[3] ~= '' and run.get(r, 'first') ~= A[3] then return false end
  return r
end

function plan.guard(r, i)
  local check = guards.table[A[i]] or error('unknown guard ' .. tostring(A[i]))
  return check(r, i + 2, tonumber(A[i + 1]))
end

local function behind(i)
  return i + 2 + tonumber(A[i + 1])
end

-- Index of the first alternative whose guards hold, and its steps; or nil, nil and why each was refused.
function plan.choose(target)
  local i, refusals = 16 + tonumber(A[15]), {}
  while i <= #A do
    local first = i + 3
    local last, failed, actual = first + tonumber(A[i + 1]) - 1, nil, nil
    for guard = 1, tonumber(A[i + 2]) do
      local holds, found = plan.guard(target, first)
      if not holds then
        failed, actual = guard - 1, found
        break
      end
      first = behind(first)
    end
    if not failed then return #refusals, plan.steps(target, first, last) end
    refusals[#refusals + 1] = { failed, actual or false }
    i = last + 1
  end
  return nil, nil, refusals
end

-- Positions of the effects to run. The register is followed, for a `when` behind `on` or `createRun` speaks of that run.
function plan.steps(r, i, last)
  local steps = {}
  while i <= last do
    local kind = A[i]
    if kind == 'when' then
      i = plan.branch(r, i, steps)
    else
      if kind == 'on' then r = begin.on(A[i + 2], A[i + 3]) end
      if kind == 'createRun' then r = false end
      steps[#steps + 1] = i
      i = behind(i)
    end
  end
  return steps
end

function plan.branch(r, i, steps)
  local thens, elses = tonumber(A[i + 2]), tonumber(A[i + 3])
  local at = behind(i)
  local holds = plan.guard(r, at)
  at = behind(at)
  for number = 1, thens + elses do
    if (number <= thens) == (holds and true or false) then steps[#steps + 1] = at end
    at = behind(at)
  end
  return at
end

function plan.visit(r)
  if r and not plan.visited[r] then
    plan.visited[r] = true
    plan.visited[#plan.visited + 1] = r
  end
end

function plan.execute(r, steps)
  plan.visit(r)
  for n = 1, #steps do
    local i = steps[n]
    local kind = A[i]
    local effect = effects.table[kind] or error('unknown effect ' .. kind)
    local moves = kind == 'createRun' or kind == 'on'
    if not r and not moves and A[i + 2] ~= 'current' then error(kind .. ': no such run') end
    local moved = effect(r, i + 2, tonumber(A[i + 1]))
    if moves then
      r = moved
      plan.visit(r)
    end
  end
  return r
end

-- After the last effect: loose ends, tasks the caller takes, then those it does not.
function plan.finish(register)
  if register then task.settle(register) end
  local tasks = eager.replies(register)
  for i = 1, #plan.visited do
    task.pushQueued(plan.visited[i])
  end
  return tasks
end

function plan.outboxes()
  local ids = {}
  for i = 1, #plan.visited do
    if outbox.length(plan.visited[i]) > 0 then ids[#ids + 1] = plan.visited[i].id end
  end
  return ids
end
