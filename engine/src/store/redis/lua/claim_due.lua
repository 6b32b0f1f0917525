-- Takes or refreshes the lease of the shard's timer loop and claims runs that are due, with what rules need.
-- A claimed run comes due again after the lease.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[1]  owner: the process
-- ARGV[2]  leaseMs: of the loop and of each claimed run
-- ARGV[3]  limit: runs at most
--
-- Returns {now, held 0|1, nextMs or -1, {runId, {run fields}, started, {{name, score, {record fields}, event}...}}...}

-- @include "shard"

-- Pending fields one claim may read: it must not take longer than a few milliseconds.
local ROOM = 10000
local owner, lease = A[1], tonumber(A[2])
local holder = call('GET', P .. KEY.loop)
if holder and holder ~= owner then return { now, 0, now + math.max(0, call('PTTL', P .. KEY.loop)) } end

-- Pending fields by record: `act:7:at` belongs to `act:7`.
local function recordsOf(id)
  local flat, records = call('HGETALL', P .. KEY.pending .. id), {}
  ROOM = ROOM - #flat
  for i = 1, #flat, 2 do
    local name = match(flat[i], '^[^:]*:[^:]*') or flat[i]
    local record = records[name] or {}
    records[name] = record
    record[#record + 1] = flat[i]
    record[#record + 1] = flat[i + 1]
  end
  return records
end

local function entriesOf(id)
  local due = call('ZRANGEBYSCORE', P .. KEY.timers .. id, '-inf', now, 'WITHSCORES')
  local entries, records = {}, nil
  for i = 1, #due, 2 do
    local record = match(due[i], '^[^:]*:[^:]*')
    if record and not records then records = recordsOf(id) end
    local event = record and match(record, '^act:(%d+)$')
    entries[#entries + 1] = {
      due[i], due[i + 1], record and records[record] or {},
      event and call('LINDEX', P .. KEY.history .. id, event - 1) or false,
    }
  end
  return entries
end

local ids = call('ZRANGEBYSCORE', P .. KEY.due, '-inf', now, 'LIMIT', 0, A[3])
local runs, claims = {}, {}
for i = 1, #ids do
  local id = ids[i]
  if ROOM < 0 then break end
  local fields = call('HGETALL', P .. KEY.run .. id)
  if #fields == 0 then
    claims[#claims + 1] = { 'ZREM', P .. KEY.due, id }
  else
    runs[#runs + 1] = { id, fields, call('LINDEX', P .. KEY.history .. id, 0), entriesOf(id) }
    claims[#claims + 1] = { 'ZADD', P .. KEY.due, now + lease, id }
  end
end

-- Phase 2: all keys have been read, or take any type.
call('SET', P .. KEY.loop, owner, 'PX', lease)
call('DEL', P .. KEY.loopBell, P .. KEY.loopFree)
for i = 1, #claims do
  call(unpack(claims[i]))
end
local first = call('ZRANGE', P .. KEY.due, 0, 0, 'WITHSCORES')
if first[2] then call('SET', P .. KEY.loopUntil, first[2]) else call('DEL', P .. KEY.loopUntil) end
return { now, 1, first[2] and tonumber(first[2]) or -1, runs }
