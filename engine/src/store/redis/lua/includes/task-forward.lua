-- Filled by task-schedule.lua; buffers schedule tasks and tasks look at buffers.
local taskSchedule, taskRelease
