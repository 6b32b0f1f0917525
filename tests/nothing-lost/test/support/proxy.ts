import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/**
 * A TCP proxy in front of Redis that loses what a test wants to be lost.
 *
 * 1. Bytes are forwarded unchanged and in order until a trap springs.
 * 2. A trap springs once, at the first request that contains its text and that Redis does not refuse: a script it does not
 *    know yet is sent again with the script.
 */
export type Loss =
  /** The request never reaches Redis; the connection stays open. */
  | 'request'
  /** Redis applies the request; the connection breaks before the reply. */
  | 'reply'
  /** Redis applies the request; no byte comes back any more and the connection stays open. */
  | 'silence';

interface Trap {
  readonly text: string;
  readonly loss: Loss | 'hold';
  /** A request with the text has come; for lost replies: and Redis has answered it. */
  readonly sprung: () => void;
  /** Ends a hold. */
  readonly until?: Promise<void>;
  readonly answered?: () => void;
}

/** A request that waits in the proxy, with all that follows it on its connection. */
export interface Held {
  readonly held: Promise<void>;
  /** Lets it go on to Redis. */
  release(): void;
  /** Redis has answered it. */
  readonly answered: Promise<void>;
}

export interface Proxy {
  readonly url: string;
  /** Resolves when a request with this text has met its fate: for replies, when Redis has answered it. */
  lose(loss: Loss, text: string): Promise<void>;
  hold(text: string): Held;
  stop(): Promise<void>;
}

const ERROR_REPLY = '-'.charCodeAt(0);

export async function startProxy(redisPort: number): Promise<Proxy> {
  const traps: Trap[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => join(client, redisPort, traps, sockets));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${portOf(server)}`,
    lose: (loss, text) => new Promise((resolve) => traps.push({ text, loss, sprung: resolve })),
    hold(text) {
      const [held, until, answered] = [promise(), promise(), promise()];
      traps.push({ text, loss: 'hold', sprung: held.resolve, until: until.promise, answered: answered.resolve });
      return { held: held.promise, release: until.resolve, answered: answered.promise };
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function promise(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const made = new Promise<void>((done) => (resolve = done));
  return { promise: made, resolve };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy does not listen');
  return address.port;
}

function join(client: Socket, redisPort: number, traps: Trap[], sockets: Set<Socket>): void {
  const redis = connect(redisPort, '127.0.0.1');
  let trap: Trap | undefined;
  let released = Promise.resolve();
  let on = false;
  let answered = false;
  const end = (): void => {
    client.destroy();
    // What is held reaches Redis also when its sender has given up this connection.
    if (trap?.loss !== 'hold' || answered) redis.destroy();
  };
  const goOn = (chunk: Buffer): void => {
    on = true;
    redis.write(chunk);
  };
  for (const socket of [client, redis]) {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', end);
    socket.on('close', () => {
      sockets.delete(socket);
      end();
    });
  }
  client.on('data', (chunk) => {
    if (!trap && (trap = take(traps, chunk))) {
      [on, answered] = [false, false];
      if (trap.until) released = trap.until;
      if (trap.loss === 'request' || trap.loss === 'hold') trap.sprung();
    }
    if (trap?.loss === 'hold') void released.then(() => goOn(chunk));
    else if (trap?.loss !== 'request') redis.write(chunk);
  });
  redis.on('data', (chunk) => {
    if (trap && trap.loss !== 'request' && chunk[0] === ERROR_REPLY) {
      traps.push(trap);
      trap = undefined;
      client.write(chunk);
      return;
    }
    if (trap && trap.loss !== 'hold') {
      trap.sprung();
      if (trap.loss === 'reply') end();
      return;
    }
    client.write(chunk);
    if (!on) return;
    answered = true;
    trap?.answered?.();
    trap = undefined;
  });
}

function take(traps: Trap[], chunk: Buffer): Trap | undefined {
  const index = traps.findIndex(({ text }) => chunk.includes(text));
  return index < 0 ? undefined : traps.splice(index, 1)[0];
}
