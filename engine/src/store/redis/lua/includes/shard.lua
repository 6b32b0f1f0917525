-- The shard of this call: its key prefix, the arguments, the clock.
-- `KEY.<family>` and `LIMIT.<name>` in these scripts are not tables: the loader puts in the prefixes of keys.ts and the
-- numbers of limits.ts.
--
-- Redis makes every function of a script anew for every call, and that is most of what a call costs: a function costs
-- the more, the more locals it and the functions before it refer to. So all functions stand in one table, `S` (the loader
-- writes their names into its constructor: it is made in its final size), a script includes the parts it needs, and
-- tables are made when something goes into them. A command costs 0.2 us, a number made text 0.25 us (`digits` 0.1 us).
local S = {}
local P, A, call = KEYS[1], ARGV, redis.call
local sub, match, format = string.sub, string.match, string.format
local clock = call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local nowText = format('%d', now)
