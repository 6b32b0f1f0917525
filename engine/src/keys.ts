/**
 * Every key Perdure writes, and nothing else spells one. All keys of a shard share the hash tag, so that one script
 * can move all of them (invariant 9). docs/redis.md is generated from this file.
 */

/** Where one shard's keys live. `tag` is what stands between the braces. */
export interface ShardKeys {
  readonly tag: string;
}

/** What every key of the shard starts with; scripts get it as KEYS[1] and build the keys of runs from it. */
export function shardPrefix(shard: ShardKeys): string {
  return `{${shard.tag}}:`;
}

/**
 * The key families of a shard: name, Redis type, what they hold, how long they live. The scripts use the same names
 * (`lua/keys.lua` is checked against this table by a test).
 */
export const KEYS = {
  /** Pointer of a workflow id. */
  current: {
    key: 'x:<workflowId>',
    type: 'hash',
    content:
      'run: id of the latest run; status; first: first run of the chain; req: request id of its start; record: entity of its record',
    lifetime: 'until the last run of the id is removed by retention',
  },
  run: {
    key: 'r:<runId>',
    type: 'hash',
    content:
      'id, kind (when no workflow), started (when), type, queue, tt (task timeout ms), first, status, last (latest stamp), bytes (history size), no (task number), wft (state of the workflow task), token (of the started one), prev (last completed started id), sent (messages), closed (when), priority, onclose, parent (run id of the parent), parentId (its workflow id), sticky, hold, delayedWithSignal, cancelRequested, closing, updOpen and updDone (updates), buffered (bytes), sa:<name> (payload of a search attribute), ix:<name> (its terms, separated by zero bytes), memo:<name> (upserted), keep (how long it is kept after its end), forgotten, lastreq; of a schedule: definition, state (JSON), rev, lastResult, lastFailure, news:<run id>',
    lifetime: 'retention after close',
  },
  record: {
    key: 'd:<entity>:<workflowId>',
    type: 'hash',
    content: 'fields of a record: _<name> -> value',
    lifetime: 'as long as x:<workflowId>, and its chain',
  },
  recordNotes: {
    key: 'dn:<entity>:<workflowId>',
    type: 'hash',
    content:
      'place (in the list of records); ix:<field>: what it is found by, separated by zero bytes; step:<step>: outcome of a step until that is recorded',
    lifetime: 'as long as the record',
  },
  recordIndexes: {
    key: 'indexes',
    type: 'hash',
    content: 'version: grows with each change of a definition; index:<name>: its definition as JSON',
    lifetime: 'the namespace',
  },
  pending: {
    key: 'p:<runId>',
    type: 'hash',
    content:
      'act:<id> state and attempt; act:<id>:at, :limits, :cancel, :beat, :failure, of standalone activities :options, :pause, :ended, :worker; child:<id>; ext:<id>; upd:<updateId>',
    lifetime: 'while the run is open',
  },
  history: {
    key: 'h:<runId>',
    type: 'list',
    content: 'events, one JSON object each; the place in the list is the id',
    lifetime: 'retention after close',
  },
  others: {
    key: 'b:<runId>',
    type: 'list',
    content: 'events that arrived while a workflow task was out: <entry>|<json>',
    lifetime: 'until the workflow task ends',
  },
  closes: {
    key: 'c:<runId>',
    type: 'list',
    content: 'the same for ends of activities and children; flushed after the others',
    lifetime: 'until the workflow task ends',
  },
  timers: {
    key: 't:<runId>',
    type: 'zset',
    content: "the run's timers by due time",
    lifetime: 'while the run is open',
  },
  outbox: {
    key: 'o:<runId>',
    type: 'list',
    content: 'messages to other executions, in order: <seq>|<attempts>|<json>',
    lifetime: 'until delivered',
  },
  outboxLease: {
    key: 'ol:<runId>',
    type: 'string',
    content: 'the process that delivers the outbox',
    lifetime: 'lease',
  },
  parked: { key: 'parked', type: 'list', content: 'messages that could not be delivered', lifetime: 'until handled' },
  wills: {
    key: 'w:<runId>',
    type: 'hash',
    content: 'messages to send when the run closes',
    lifetime: 'while the run is open',
  },
  watchers: {
    key: 'n:<runId>',
    type: 'zset',
    content: '<topic> <inbox> by expiry',
    lifetime: 'the longest registration',
  },
  updates: {
    key: 'u:<runId>',
    type: 'hash',
    content: 'update id -> admitted | accepted <event id> | completed <event id> | rejected <failure json>',
    lifetime: 'retention after close',
  },
  updatesWaiting: {
    key: 'm:<runId>',
    type: 'list',
    content: 'admitted updates waiting for a workflow task',
    lifetime: 'while the run is open',
  },
  queriesWaiting: {
    key: 'k:<runId>',
    type: 'list',
    content: 'ids of queries waiting for a workflow task',
    lifetime: '10 minutes',
  },
  query: {
    key: 'ask:<queryId>',
    type: 'string',
    content: 'the query, later its answer',
    lifetime: "the caller's deadline",
  },
  due: { key: 'due', type: 'zset', content: 'run ids by their earliest timer', lifetime: 'the shard' },
  queue: {
    key: 'q:<kind>:<priority>:<taskQueue>',
    type: 'list',
    content: 'task references: w|<runId>|<no>.<attempt>, a|<runId>|<id>|<attempt>, q|<runId>|<queryId>',
    lifetime: 'until taken',
  },
  bell: {
    key: 'bell:<kind>:<taskQueue>',
    type: 'list',
    content: 'at most one token while the queue has tasks',
    lifetime: 'until heard',
  },
  worker: {
    key: 'worker:<worker>',
    type: 'string',
    content: 'lease of a worker with a sticky queue',
    lifetime: 'lease, refreshed by polls',
  },
  polled: {
    key: 'polled:<worker>:<slot>',
    type: 'string',
    content: 'poll id and references of the last poll of a slot, for a repeat',
    lifetime: '1 minute',
  },
  seen: {
    key: 'seen:<window>',
    type: 'hash',
    content: 'request id -> outcome',
    lifetime: 'two windows',
  },
  rate: {
    key: 'rate:<taskQueue>',
    type: 'hash',
    content: 'token bucket of activities: tokens, at',
    lifetime: 'until it is full again',
  },
  throttle: {
    key: 'throttle',
    type: 'hash',
    content:
      '*, queue:<task queue>, worker:<JSON of its identity> -> milliseconds between two tasks, -1: none; at:<task queue or identity>: when the last one was taken',
    lifetime: 'until there is no throttle',
  },
  roster: {
    key: 'roster',
    type: 'hash',
    content: 'worker that serves a queue -> <until>|<said at>|<profile JSON>',
    lifetime: 'refreshed by the workers',
  },
  sender: {
    key: 'from:<senderRunId>',
    type: 'string',
    content: 'number and outcome of the last message applied from that run',
    lifetime: '24 hours after the last message',
  },
  loop: { key: 'loop', type: 'string', content: 'the process that runs the timer loop', lifetime: 'lease' },
  loopUntil: {
    key: 'loop:until',
    type: 'string',
    content: 'what the loop sleeps until; absent: anything armed rings',
    lifetime: 'until the next claim',
  },
  loopBell: { key: 'loop:bell', type: 'list', content: 'rings when something earlier is due', lifetime: 'until heard' },
  loopFree: {
    key: 'loop:free',
    type: 'list',
    content: 'rings when the loop was given back',
    lifetime: 'until the next claim',
  },
  wake: {
    key: 'wake:<connection>',
    type: 'list',
    content: 'a token that ends the wait of one waiting connection, so that it waits for something else',
    lifetime: '1 minute',
  },
  retention: {
    key: 'retention',
    type: 'zset',
    content: 'closed runs by the time they are removed',
    lifetime: 'the shard',
  },
  visibility: {
    key: 'vis:<kind>',
    type: 'zset',
    content:
      'what runs are found by, all scores 0: I<workflow id>, T<type>, Q<task queue>, S<status>, P<id of the parent>, C<when closed>, @<attribute>\\0<term>, each followed by \\0<start, counted down><run id>; of kind record: E<entity>, F<index>\\1<field>\\1<term>, each followed by \\0<begin, counted down><entity>:<workflow id>',
    lifetime: 'entries as long as their run',
  },
  attributeTypes: {
    key: 'vis-types',
    type: 'hash',
    content: 'search attribute -> its type, fixed by its first use',
    lifetime: 'the namespace',
  },
  meta: { key: 'meta', type: 'hash', content: 'format number, number of shards', lifetime: 'the namespace' },
} as const satisfies Record<
  string,
  { key: string; type: 'hash' | 'list' | 'zset' | 'string' | 'set'; content: string; lifetime: string }
>;

export type KeyFamily = keyof typeof KEYS;
