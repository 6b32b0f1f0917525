-- From ARGV to a plan: which alternative, which branches, on which runs. Nothing is decided after this.

-- The run the target names, or false.
function S.findTarget()
  local id = A[2]
  if id == '' then id = S.hashGet(S.currentOf(A[1]), 'run') end
  local r = id and S.runLoad(id)
  if not r or r.f.id ~= A[1] then return false end
  if A[3] ~= '' and r.f.first ~= A[3] then return false end
  return r
end

-- Number of the first alternative whose guards hold, and where its effects begin and end; or nil, and why each was refused.
function S.choose(target)
  local i, refusals = 15 + A[14], nil
  local number = 0
  while i <= #A do
    local at, last, failed, actual = i + 3, i + 2 + A[i + 1], nil, nil
    for index = 1, tonumber(A[i + 2]) do
      local holds, found = S.guard(A[at], target, at + 2, tonumber(A[at + 1]))
      if not holds then
        failed, actual = index - 1, found
        break
      end
      at = at + 2 + A[at + 1]
    end
    if not failed then return number, at, last end
    refusals = refusals or {}
    refusals[#refusals + 1] = { failed, actual or false }
    number, i = number + 1, last + 1
  end
  return nil, refusals or {}
end

-- Positions of the effects of one `when`, by its guard on the state before the first effect.
function S.branch(r, i, steps)
  local thens, elses = tonumber(A[i + 2]), tonumber(A[i + 3])
  local at = i + 4
  local holds = S.guard(A[at], r, at + 2, tonumber(A[at + 1])) and true or false
  at = at + 2 + A[at + 1]
  for number = 1, thens + elses do
    if (number <= thens) == holds then steps[#steps + 1] = at end
    at = at + 2 + A[at + 1]
  end
  return at
end

-- Positions of the effects to run. The register is followed: a `when` behind `on` or `createRun` speaks of that run.
function S.stepsOf(r, i, last)
  local steps = {}
  while i <= last do
    local kind = A[i]
    if kind == 'when' then
      i = S.branch(r, i, steps)
    else
      if kind == 'on' or kind == 'createRun' then
        workflowId = A[i + 2]
        r = kind == 'on' and S.runNamed(workflowId, A[i + 3])
      end
      steps[#steps + 1] = i
      i = i + 2 + A[i + 1]
    end
  end
  workflowId = A[1]
  return steps
end

-- Runs every effect on the register, which some move; answers the last one. `visited` gets each register once.
function S.execute(r, steps, visited)
  if r then visited[1] = r end
  for n = 1, #steps do
    local i = steps[n]
    local kind, first, count = A[i], i + 2, tonumber(A[i + 1])
    if kind == 'createRun' or kind == 'on' then
      workflowId = A[first]
      r = kind == 'on' and S.runNamed(workflowId, A[first + 1]) or kind == 'createRun' and S.createRun(first)
      if r and not r.visited and r ~= visited[1] then
        r.visited = true
        visited[#visited + 1] = r
      end
    elseif not r and A[first] ~= 'current' then
      error(kind .. ': no such run')
    elseif not S.commonEffect(kind, r, first, count) then
      S.specialEffect(kind, r, first)
    end
  end
  return r
end
