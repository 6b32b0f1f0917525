-- What watchers of the end hear. A large event is left out.
function S.closeMessage(status, event)
  if #event > LIMIT.notifyBytes then return '{"status":"' .. status .. '"}' end
  return '{"status":"' .. status .. '","event":' .. event .. '}'
end
