-- Runs as this script sees them, each loaded once. A run is the hash `r:<runId>` itself with more beside: id, bytes (a
-- number), timers, lists and hashes by family, opened when first asked for.
local runs, runById, shared = {}, {}, {}

function S.runAdopt(id, fresh)
  local r = { key = P .. KEY.run .. id, known = {}, id = id, fresh = fresh, lists = {}, shared = shared }
  if fresh then
    r.whole, r.bare = true, true
  elseif not S.hashLoad(r) then
    runById[id] = false
    return false
  end
  r.bytes = tonumber(r.known.bytes or 0)
  runById[id] = r
  runs[#runs + 1] = r
  return r
end

-- False: no such run.
function S.runLoad(id)
  local r = runById[id]
  if r ~= nil then return r end
  return S.runAdopt(id, false)
end

-- `family` is one of the key prefixes: runList(r, KEY.others).
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
    h = S.hashOpen(P .. family .. r.id)
    h.whole, h.fresh = r.fresh, r.fresh
    hashes[family] = h
  end
  return h
end

-- Buffers, updates and queries are mostly empty: one look for the four. `bare`: none of them has anything stored.
function S.runIsBare(r)
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
function S.runCount(r, family)
  if not r.lists[family] and S.runIsBare(r) then return 0 end
  return S.listLength(S.runList(r, family))
end

-- Phase 1, last look.
function S.runCheck(r)
  if r.fresh then S.checkFresh(r) end
  if r.history and r.history.count > 0 then S.hashPut(r, 'bytes', format('%d', r.bytes)) end
  if r.hashes then
    for _, h in pairs(r.hashes) do
      S.hashCheck(h)
    end
  end
  for _, l in pairs(r.lists) do
    if l.count > 0 then S.listBase(l) end
  end
  S.timerCheck(r)
end

-- Phase 2.
function S.runWrite(r)
  S.hashWrite(r)
  if r.hashes then
    for _, h in pairs(r.hashes) do
      S.hashWrite(h)
    end
  end
  for _, l in pairs(r.lists) do
    S.listWrite(l)
  end
  S.timerWrite(r)
end

function S.writeRuns()
  for i = 1, #runs do
    S.timerWriteDue(runs[i])
  end
  for i = 1, #runs do
    S.runWrite(runs[i])
  end
  S.queueWrite()
  if shared.ringLoop then write('RPUSH', P .. KEY.loopBell, '1') end
end
