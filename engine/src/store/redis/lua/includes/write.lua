-- Two phases (invariant 1: Lua has no rollback). Phase 1 reads: it judges, decides, and notes what will change. Phase 2
-- begins with the first call of `write` and uses only commands that cannot fail on what phase 1 has read: whoever notes
-- a change of a key has read that key in phase 1, so its type fits. The one exception, `due`, is written first of all.
local write = call

-- A variadic command { name, key, items... } in chunks: `unpack` ends near 8,000. 500 is even, as pairs need it.
function S.writeMany(command)
  if #command <= 502 then
    if #command > 2 then write(unpack(command)) end
    return
  end
  for from = 3, #command, 500 do
    local last = math.min(from + 499, #command)
    local chunk = { command[1], command[2] }
    for i = from, last do
      chunk[#chunk + 1] = command[i]
    end
    write(unpack(chunk))
  end
end
