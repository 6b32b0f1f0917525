-- Runs as this script sees them, each loaded once. A run is the hash `r:<runId>` itself with more beside: id, last, bytes
-- (as numbers), timers, lists and hashes by family, opened when first asked for.
local runs, runById, shared = {}, {}, {}

local function runAdopt(id, fresh)
  local r = { key = P .. KEY.run .. id, known = {}, id = id, fresh = fresh, lists = {}, shared = shared }
  if fresh then
    r.whole, r.bare = true, true
  elseif not hashLoad(r) then
    runById[id] = false
    return false
  end
  r.last, r.bytes = tonumber(r.known.last or 0), tonumber(r.known.bytes or 0)
  runById[id] = r
  runs[#runs + 1] = r
  return r
end

-- False: no such run.
local function runLoad(id)
  local r = runById[id]
  if r ~= nil then return r end
  return runAdopt(id, false)
end

-- `family` is one of the key prefixes: runList(r, KEY.others).
local function runList(r, family)
  local l = r.lists[family]
  if not l then
    local base = (r.fresh or r.bare and family ~= KEY.history and family ~= KEY.outbox) and 0 or nil
    l = { key = P .. family .. r.id, base = base, popped = 0, count = 0 }
    r.lists[family] = l
  end
  return l
end

local function runHash(r, family)
  local hashes = r.hashes
  if not hashes then
    hashes = {}
    r.hashes = hashes
  end
  local h = hashes[family]
  if not h then
    h = hashOpen(P .. family .. r.id)
    h.whole, h.fresh = r.fresh, r.fresh
    hashes[family] = h
  end
  return h
end

-- Buffers, updates and queries are mostly empty: one look for the four. `bare`: none of them has anything stored.
local function runIsBare(r)
  if r.bare == nil then
    local id = r.id
    local found = call(
      'EXISTS', P .. KEY.others .. id, P .. KEY.closes .. id, P .. KEY.updatesWaiting .. id, P .. KEY.queriesWaiting .. id
    )
    r.bare = found == 0
  end
  return r.bare
end

-- Items of one of those four.
local function runCount(r, family)
  if not r.lists[family] and runIsBare(r) then return 0 end
  return listLength(runList(r, family))
end

-- Phase 1, last look.
local function runCheck(r)
  if r.last ~= tonumber(r.known.last) then hashPut(r, 'last', r.last .. '') end
  if r.bytes ~= tonumber(r.known.bytes) then hashPut(r, 'bytes', r.bytes .. '') end
  if r.hashes then
    for _, h in pairs(r.hashes) do
      hashCheck(h)
    end
  end
  for _, l in pairs(r.lists) do
    if l.count > 0 then listBase(l) end
  end
  timerCheck(r)
end

-- Phase 2.
local function runWrite(r)
  hashWrite(r)
  if r.hashes then
    for _, h in pairs(r.hashes) do
      hashWrite(h)
    end
  end
  for _, l in pairs(r.lists) do
    listWrite(l)
  end
  timerWrite(r)
end

local function writeRuns()
  for i = 1, #runs do
    timerWriteDue(runs[i])
  end
  for i = 1, #runs do
    runWrite(runs[i])
  end
  queueWrite()
  if shared.ringLoop then write('RPUSH', P .. KEY.loopBell, '1') end
end
