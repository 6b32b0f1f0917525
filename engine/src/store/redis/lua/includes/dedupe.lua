-- Repeats of a transition. A[5] window | run | sender | step | '', A[6] request id, sender or step, A[7] number or
-- entity.

-- What changes of records have come to, separated by spaces.
local recordResults

-- Alternative, run id, references and results of the stored outcome; nothing when the call is new. `r` is the target's run.
function S.seen(r)
  local kind = A[5]
  if kind == 'run' then
    local stored = r and r.f.lastreq
    if not stored or sub(stored, 1, #A[6] + 1) ~= A[6] .. ' ' then return nil end
    local alternative, refs = match(stored, '^%S* (%d+) (.*)$')
    return alternative, r.id, refs
  end
  if kind == 'window' then
    local window = math.floor(now / LIMIT.requestWindowMs)
    local stored = call('HGET', P .. KEY.seen .. window, A[6]) or call('HGET', P .. KEY.seen .. window - 1, A[6])
    return S.outcomeIn(stored)
  elseif kind == 'step' then
    return S.outcomeIn(call('HGET', P .. KEY.recordNotes .. A[7] .. ':' .. A[1], 'step:' .. A[6]))
  elseif kind == 'sender' then
    local stored = call('GET', P .. KEY.sender .. A[6])
    local seq, alternative, runId = match(stored or '', '^(%d+) (%d+) (.*)$')
    if seq and tonumber(A[7]) <= tonumber(seq) then return alternative, runId end
  end
end

-- `<alternative> <run id>[ <results>]`
function S.outcomeIn(stored)
  if not stored then return nil end
  local alternative, runId, results = match(stored, '^(%d+) (%S*) ?(.*)$')
  return alternative, runId, nil, results ~= '' and results or nil
end

-- Phase 2, what does not stand in the run.
function S.writeOutcome(alternative, runId, results)
  local outcome = alternative .. ' ' .. runId .. (results and ' ' .. results or '')
  if A[5] == 'window' then
    local key = P .. KEY.seen .. math.floor(now / LIMIT.requestWindowMs)
    write('HSET', key, A[6], outcome)
    write('PEXPIRE', key, 2 * LIMIT.requestWindowMs)
  elseif A[5] == 'sender' then
    write('SET', P .. KEY.sender .. A[6], A[7] .. ' ' .. outcome, 'PX', LIMIT.senderMs)
  elseif A[5] == 'step' then
    write('HSET', P .. KEY.recordNotes .. A[7] .. ':' .. A[1], 'step:' .. A[6], outcome)
  end
end
