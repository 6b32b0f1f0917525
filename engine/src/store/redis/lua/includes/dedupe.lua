-- Repeats of a transition. A[5] window | run | sender | '', A[6] request id or sender, A[7] number.

-- Alternative, run id and references of the stored outcome; nothing when the call is new. `r` is the target's run.
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
    if stored then return match(stored, '^(%d+) (.*)$') end
  elseif kind == 'sender' then
    local stored = call('GET', P .. KEY.sender .. A[6])
    local seq, alternative, runId = match(stored or '', '^(%d+) (%d+) (.*)$')
    if seq and tonumber(A[7]) <= tonumber(seq) then return alternative, runId end
  end
end

-- Phase 2, what does not stand in the run.
function S.writeOutcome(alternative, runId)
  if A[5] == 'window' then
    local key = P .. KEY.seen .. math.floor(now / LIMIT.requestWindowMs)
    write('HSET', key, A[6], alternative .. ' ' .. runId)
    write('PEXPIRE', key, 2 * LIMIT.requestWindowMs)
  elseif A[5] == 'sender' then
    write('SET', P .. KEY.sender .. A[6], A[7] .. ' ' .. alternative .. ' ' .. runId, 'PX', LIMIT.senderMs)
  end
end
