/** Owns the subscription of a process: one channel, one connection. Lost messages are possible; waits are re-checked. */
import { randomBytes } from 'node:crypto';
import type { Inbox } from '../contract';
import type { Client } from './clients';

type Listener = Parameters<Inbox['onMessage']>[0];

const BAR = 0x7c;

export class RedisInbox implements Inbox {
  readonly id = randomBytes(9).toString('base64url');
  readonly #client: Client;
  readonly #prefix: string;
  readonly #channel: string;
  /** Those who listen to a channel of events. */
  readonly #events = new Map<string, Set<(message: string) => void>>();
  readonly #listeners: Listener[] = [];
  readonly #resubscribed: (() => void)[] = [];

  constructor(client: Client, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
    this.#channel = `${prefix}:inbox:${this.id}`;
  }

  async open(): Promise<void> {
    this.#client.on('messageBuffer', (channel: Buffer, message: Buffer) => this.#receive(channel.toString(), message));
    await this.#client.subscribe(this.#channel);
    // A cluster replaces its subscriber when nodes change, and does not say so otherwise.
    for (const event of this.#client.isCluster ? ['+node', '-node'] : ['ready']) {
      this.#client.on(event, () => void this.#confirm());
    }
  }

  onMessage(listener: Listener): void {
    this.#listeners.push(listener);
  }

  onResubscribe(listener: () => void): void {
    this.#resubscribed.push(listener);
  }

  eventChannel(name: string): string {
    return `${this.#prefix}:event:${name}`;
  }

  /** Listens to events of this name; answers what ends it. */
  async subscribe(name: string, listener: (message: string) => void): Promise<() => Promise<void>> {
    const channel = this.eventChannel(name);
    // Two who listen with one function are two.
    const one = (message: string): void => listener(message);
    const listeners = this.#events.get(channel) ?? new Set();
    this.#events.set(channel, listeners.add(one));
    await this.#client.subscribe(channel);
    return async () => {
      listeners.delete(one);
      if (listeners.size > 0 || this.#events.get(channel) !== listeners) return;
      this.#events.delete(channel);
      await this.#client.unsubscribe(channel);
    };
  }

  #receive(channel: string, message: Buffer): void {
    if (channel === this.#channel) return this.#deliver(message);
    for (const listener of this.#events.get(channel) ?? []) listener(message.toString());
  }

  /** Subscribing again is answered when the subscription stands. */
  async #confirm(): Promise<void> {
    try {
      await this.#client.subscribe(this.#channel, ...this.#events.keys());
    } catch {
      return; // The connection broke again: the next one confirms.
    }
    for (const listener of this.#resubscribed) listener();
  }

  /** `<runId>|<bytes of topic>|<topic>|<message>` */
  #deliver(message: Buffer): void {
    const afterRun = message.indexOf(BAR);
    const afterLength = message.indexOf(BAR, afterRun + 1);
    const afterTopic = afterLength + 1 + Number(message.subarray(afterRun + 1, afterLength).toString());
    const runId = message.subarray(0, afterRun).toString();
    const topic = message.subarray(afterLength + 1, afterTopic).toString();
    const text = message.subarray(afterTopic + 1).toString();
    for (const listener of this.#listeners) listener(runId, topic, text);
  }
}
