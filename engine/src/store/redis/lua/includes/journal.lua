-- The journal: what a script will write. Everything is read, decided and checked while the journal is filled; only then
-- is it run. So a script that meets a key of a wrong type, or a bug, ends before its first write (invariant 1).
-- Who adds a command has read its key in this script, by which the key's type is known to fit.
local journal, writes = {}, {}

function journal.add(...)
  writes[#writes + 1] = { ... }
end

-- A variadic command, in chunks: `unpack` ends near 8,000 items. 500 is even, as pairs need it.
function journal.many(command, key, items)
  for from = 1, #items, 500 do
    local chunk = { command, key }
    for i = from, math.min(from + 499, #items) do
      chunk[#chunk + 1] = items[i]
    end
    writes[#writes + 1] = chunk
  end
end

-- Writes. `limit` is the hook of a test that stops after so many commands.
function journal.run(limit)
  for i = 1, math.min(#writes, limit or #writes) do
    call(unpack(writes[i]))
  end
end
