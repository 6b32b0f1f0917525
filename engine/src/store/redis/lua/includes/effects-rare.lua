-- Effects that few transitions have.
local function rareEffect(kind, r, i)
  if kind == 'dropBuffered' then dropBuffered(r, A[i])
  elseif kind == 'retryTask' then taskRetry(r, A[i], tonumber(A[i + 1]))
  elseif kind == 'unstickTask' then taskUnstick(r)
  elseif kind == 'popOutbox' then outboxPop(r)
  elseif kind == 'parkOutbox' then outboxPark(r, A[i])
  elseif kind == 'admitUpdate' then
    hashPut(runHash(r, KEY.updates), A[i], 'admitted')
    listPush(runList(r, KEY.updatesWaiting), text(i + 1))
  elseif kind == 'notify' then notifyTopic(r, A[i], text(i + 1))
  elseif kind == 'watch' then watch(r, A[i], A[i + 1], tonumber(A[i + 2]))
  elseif kind == 'answerQuery' then answerQuery(r, A[i], text(i + 1))
  else error('unknown effect ' .. tostring(kind)) end
end
