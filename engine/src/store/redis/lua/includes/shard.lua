-- The shard of this call: its key prefix, the arguments, the clock.
-- `KEY.<family>` and `LIMIT.<name>` in these scripts are not tables: the loader puts in the prefixes of keys.ts and the
-- numbers of limits.ts.
--
-- Redis makes every function of a script anew for every call, and that is most of what a call costs: a function costs
-- the more, the more locals it and the functions before it refer to. So all functions stand in one table, `S`, a script
-- includes the parts it needs, and tables are made when something goes into them.
local S = {}
local P, A, call = KEYS[1], ARGV, redis.call
local sub, match, concat = string.sub, string.match, table.concat
local clock = call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
