-- Runs as this script sees them, each loaded once. A run is the hash `r:<runId>` itself with more beside: id, bytes (a
-- number), timers, lists and hashes by family, opened when first asked for.
local runs, runById = {}, {}

-- False: no such run.
function S.runLoad(id, fresh)
  local r = runById[id]
  if r ~= nil and not fresh then return r end
  r = { key = P .. KEY.run .. id, f = {}, id = id, lists = {}, whole = fresh, fresh = fresh, bare = fresh }
  if not fresh and not S.hashLoad(r) then
    runById[id] = false
    return false
  end
  r.bytes = tonumber(r.f.bytes or 0)
  runById[id] = r
  runs[#runs + 1] = r
  return r
end

-- `family` is one of the key prefixes: S.runList(r, KEY.others).
function S.runList(r, family)
  local l = r.lists[family]
  if not l then
    local base = (r.fresh or r.bare and family ~= KEY.history and family ~= KEY.outbox) and 0 or nil
    l = { key = P .. family .. r.id, base = base, popped = 0, count = 0 }
    r.lists[family] = l
    if family == KEY.history then r.history = l end
  end
  return l
end

function S.runHash(r, family)
  local hashes = r.hashes
  if not hashes then
    hashes = {}
    r.hashes = hashes
  end
  local h = hashes[family]
  if not h then
    h = { key = P .. family .. r.id, f = {}, whole = r.fresh, fresh = r.fresh }
    hashes[family] = h
  end
  return h
end

-- Items in a buffer, in updates or in queries. All four are mostly empty, so one look tells that nothing is in any
-- of them (`bare`).
function S.runCount(r, family)
  local l = r.lists[family]
  if l then return S.listLength(l) end
  if r.bare == nil then
    local id = r.id
    r.bare = call('EXISTS', P .. KEY.others .. id, P .. KEY.closes .. id, P .. KEY.updatesWaiting .. id,
      P .. KEY.queriesWaiting .. id) == 0
  end
  if r.bare then return 0 end
  return S.listLength(S.runList(r, family))
end

-- Phase 1, last look: whatever will be written has been read.
local function checkRun(r)
  if r.fresh then S.checkFresh(r) end
  if r.history and r.history.count > 0 then S.hashPut(r, 'bytes', format('%d', r.bytes)) end
  if r.hashes then
    for _, h in pairs(r.hashes) do
      if h.was and not h.whole and not h.read then call('HLEN', h.key) end
    end
  end
  for _, l in pairs(r.lists) do
    if l.count > 0 then S.listBase(l) end
  end
  if r.timers then S.timerCheck(r) end
  if S.checkEntries then S.checkEntries(r) end
end

local function writeRun(r)
  S.hashWrite(r)
  if r.hashes then
    for _, h in pairs(r.hashes) do
      S.hashWrite(h)
    end
  end
  for _, l in pairs(r.lists) do
    if l.popped > 0 then
      if l.popped == l.base then write('DEL', l.key) else write('LTRIM', l.key, l.popped, -1) end
    end
    if l.count > 0 then S.writeMany(l.add) end
  end
  if r.timers then S.timerWrite(r) end
  if r.comes then S.writeEntries(r) end
end

-- The end of phase 1 and phase 2 for all runs, queues and bells. `due` is written first: nothing is written yet should
-- it be no sorted set.
function S.writeRuns()
  for i = 1, #runs do
    checkRun(runs[i])
  end
  for i = 1, #runs do
    local r = runs[i]
    if r.earliest then write('ZADD', P .. KEY.due, format('%d', r.earliest), r.id)
    elseif r.timers then write('ZREM', P .. KEY.due, r.id) end
  end
  for i = 1, #runs do
    writeRun(runs[i])
  end
  S.queueWrite()
  if ringsLoop then write('RPUSH', P .. KEY.loopBell, '1') end
end
