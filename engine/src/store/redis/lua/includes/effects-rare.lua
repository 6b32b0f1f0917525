-- Effects that few transitions have.
function S.rareEffect(kind, r, i)
  if kind == 'dropBuffered' then S.dropBuffered(r, A[i])
  elseif kind == 'breakTask' then S.taskBreak(r)
  elseif kind == 'retryTask' then S.taskRetry(r, A[i], tonumber(A[i + 1]))
  elseif kind == 'setAttribute' then S.setAttribute(r, i)
  elseif kind == 'unstickTask' then S.taskUnstick(r)
  elseif kind == 'popOutbox' then S.outboxPop(r)
  elseif kind == 'parkOutbox' then S.outboxPark(r, A[i])
  elseif kind == 'admitUpdate' then S.updateAdmit(r, A[i], S.text(i + 1))
  elseif kind == 'moveUpdate' then S.updateMove(r, A[i], S.text(i + 1))
  elseif kind == 'notify' then S.notifyTopic(r, A[i], S.text(i + 1))
  elseif kind == 'watch' then S.watch(r, A[i], A[i + 1], tonumber(A[i + 2]))
  elseif kind == 'answerQuery' then S.answerQuery(r, A[i], S.text(i + 1))
  else error('unknown effect ' .. tostring(kind)) end
end
