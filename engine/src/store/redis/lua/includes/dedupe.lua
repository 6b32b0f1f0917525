-- Repeats of a transition. A[5] window | run | sender | '', A[6] request id or sender, A[7] number.
local dedupe = {}

-- Alternative, run id and references of the stored outcome; nil when the call is new. `r` is the target's run.
local seen = {
  window = function()
    local window = math.floor(now / LIMIT.requestWindowMs)
    local stored = call('HGET', P .. KEY.seen .. window, A[6]) or call('HGET', P .. KEY.seen .. window - 1, A[6])
    if stored then return match(stored, '^(%d+) (.*)$') end
  end,
  run = function(r)
    local stored = r and run.get(r, 'lastreq')
    local request, alternative, refs = match(stored or '', '^(%S*) (%d+) (.*)$')
    if request == A[6] then return alternative, r.id, refs end
  end,
  sender = function()
    local stored = call('GET', P .. KEY.sender .. A[6])
    local seq, alternative, runId = match(stored or '', '^(%d+) (%d+) (.*)$')
    if seq and tonumber(A[7]) <= tonumber(seq) then return alternative, runId end
  end,
}

local remember = {
  window = function(_, alternative, runId)
    local key = P .. KEY.seen .. math.floor(now / LIMIT.requestWindowMs)
    journal.add('HSET', key, A[6], alternative .. ' ' .. runId)
    journal.add('PEXPIRE', key, 2 * LIMIT.requestWindowMs)
  end,
  run = function(target, alternative, _, refs)
    if target then run.put(target, 'lastreq', concat({ A[6], alternative, concat(refs, ',') }, ' ')) end
  end,
  sender = function(_, alternative, runId)
    journal.add('SET', P .. KEY.sender .. A[6], concat({ A[7], alternative, runId }, ' '), 'PX', LIMIT.senderMs)
  end,
}

function dedupe.seen(r)
  if A[5] ~= '' then return seen[A[5]](r) end
end

function dedupe.remember(target, alternative, runId, refs)
  if A[5] ~= '' then remember[A[5]](target, alternative, runId, refs) end
end
