-- Runs as this script sees them. Each is loaded once; `run.write` puts everything about it into the journal.
-- A run is { id, hash, last, bytes, h, timer, ... }; lists and hashes beside `r:` are opened when first asked for.
local run = { all = {}, order = {} }

function run.adopt(id, h, fresh)
  local r = { id = id, hash = h, fresh = fresh, timer = {}, timerNames = {}, lists = {}, hashes = {}, task = nil }
  r.last, r.bytes = tonumber(h.known.last or 0), tonumber(h.known.bytes or 0)
  r.lastWas, r.bytesWas = r.last, r.bytes
  run.all[id] = r
  run.order[#run.order + 1] = r
  return r
end

-- False: no such run.
function run.load(id)
  local r = run.all[id]
  if r ~= nil then return r end
  local h = hash.load(hash.open(P .. KEY.run .. id))
  if next(h.known) == nil then
    run.all[id] = false
    return false
  end
  return run.adopt(id, h, false)
end

function run.create(id)
  local h = hash.open(P .. KEY.run .. id)
  h.whole, h.read = true, true
  return run.adopt(id, h, true)
end

function run.get(r, field)
  return hash.get(r.hash, field)
end

function run.put(r, field, value)
  hash.put(r.hash, field, value)
end

-- `family` is one of the key prefixes: run.list(r, KEY.others).
function run.list(r, family)
  local l = r.lists[family]
  if not l then
    l = list.open(P .. family .. r.id, r.fresh)
    r.lists[family] = l
  end
  return l
end

function run.hashOf(r, family)
  local h = r.hashes[family]
  if not h then
    h = hash.open(P .. family .. r.id)
    h.whole, h.read, h.fresh = r.fresh, r.fresh, r.fresh
    r.hashes[family] = h
  end
  return h
end

-- The hash of a workflow id; one for all runs of it.
function run.current(workflowId)
  local key = P .. KEY.current .. workflowId
  local h = run.currents and run.currents[key]
  if not h then
    h = hash.open(key)
    run.currents = run.currents or {}
    run.currents[key] = h
  end
  return h
end

function run.write(r)
  if r.last ~= r.lastWas then run.put(r, 'last', r.last .. '') end
  if r.bytes ~= r.bytesWas then run.put(r, 'bytes', r.bytes .. '') end
  hash.write(r.hash)
  for _, h in pairs(r.hashes) do
    hash.write(h)
  end
  for _, l in pairs(r.lists) do
    list.write(l)
  end
  timer.write(r)
end

function run.writeAll()
  for _, h in pairs(run.currents or {}) do
    hash.write(h)
  end
  for i = 1, #run.order do
    run.write(run.order[i])
  end
end
