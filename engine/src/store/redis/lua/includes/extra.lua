-- Commands beside those on runs and queues, and messages; written last.
local extra = {}

function S.writeExtra()
  for i = 1, #extra do
    write(unpack(extra[i]))
  end
end
