-- Registers inboxes for topics of runs, or tells what has happened already. One call re-checks all waits of a process.
--
-- KEYS[1]  prefix: of the shard
-- ARGV[..] requests: runId, topic, inbox, ttlMs of each
--
-- Returns {{'done', message} | {'waiting', message or nil} | {'gone'}...}

-- @include "shard"
-- @include "write"
-- @include "hash"
-- @include "list"
-- @include "list-at"
-- @include "timer"
-- @include "queue"
-- @include "run"
-- @include "history"
-- @include "extra"
-- @include "watch"
-- @include "close-message"

local function register(r, i, message)
  S.watch(r, A[i + 1], A[i + 2], tonumber(A[i + 3]))
  return { 'waiting', message }
end

local function watchClose(r, i)
  local status = r.f.status
  if status == 'RUNNING' then return register(r, i, false) end
  return { 'done', S.closeMessage(status, S.listAt(S.runList(r, KEY.history), S.historyLength(r) - 1)) }
end

local function watchUpdate(r, i)
  local state, rest = match(S.hashGet(S.runHash(r, KEY.updates), sub(A[i + 1], 8)) or '', '^(%a+) ?(.*)$')
  if not state then return { 'gone' } end
  if state == 'completed' then
    local event = S.listAt(S.runList(r, KEY.history), tonumber(rest) - 1)
    return { 'done', '{"state":"completed","event":' .. event .. '}' }
  end
  if state == 'rejected' then return { 'done', '{"state":"rejected","failure":' .. rest .. '}' } end
  if r.f.status ~= 'RUNNING' then return { 'done', '{"state":"closed"}' } end
  return register(r, i, state == 'accepted' and '{"state":"accepted"}')
end

local function watchQuery(id)
  local record = call('GET', P .. KEY.query .. id)
  if not record then return { 'gone' } end
  if sub(record, 1, 1) == 'Q' then return { 'waiting' } end
  return { 'done', sub(record, 2) }
end

local function answer(i)
  local topic = A[i + 1]
  if sub(topic, 1, 6) == 'query:' then return watchQuery(sub(topic, 7)) end
  local r = S.runLoad(A[i])
  if not r then return { 'gone' } end
  if topic == 'close' then return watchClose(r, i) end
  if sub(topic, 1, 7) == 'update:' then return watchUpdate(r, i) end
  return register(r, i, false)
end

local answers = {}
for i = 1, #A, 4 do
  answers[#answers + 1] = answer(i)
end
S.writeExtra()
return answers
