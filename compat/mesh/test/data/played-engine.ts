/**
 * A Redis that answers commands of a query engine as a test says: a proxy that sends `EVAL` of the answer in their place, so
 * that answers keep their order. Everything else is Redis' own. It finds nothing by itself: find.test.ts needs a real engine.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

const PLAYED = /^(FT\.|MODULE$)/i;

export interface PlayedEngine {
  readonly url: string;
  /** What was said to the engine. */
  readonly said: readonly string[];
  stop(): Promise<void>;
}

/** `answer`: a Lua expression for a command. */
export async function playEngine(
  redisUrl: string,
  answer: (command: readonly string[]) => string,
): Promise<PlayedEngine> {
  const said: string[] = [];
  const sockets = new Set<Socket>();
  const port = Number(new URL(redisUrl).port);
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let rest: Buffer = Buffer.alloc(0);
    client.on('data', (data: Buffer) => {
      rest = Buffer.concat([rest, data]);
      for (let taken = take(rest); taken; taken = take(rest)) {
        const { command, length } = taken;
        const raw = rest.subarray(0, length);
        rest = rest.subarray(length);
        if (!PLAYED.test(command[0] ?? '')) upstream.write(raw);
        else {
          said.push(command.join(' '));
          upstream.write(encode(['EVAL', `return ${answer(command)}`, '0']));
        }
      }
    });
    upstream.on('data', (data) => client.write(data));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    said,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The first whole command of what has come, and its bytes. */
function take(data: Buffer): { readonly command: string[]; readonly length: number } | undefined {
  let at = 0;
  const line = (): number | undefined => {
    const end = data.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const number = Number(data.toString('latin1', at + 1, end));
    at = end + 2;
    return number;
  };
  const count = line();
  if (count === undefined) return undefined;
  const command: string[] = [];
  for (let n = 0; n < count; n++) {
    const size = line();
    if (size === undefined || data.length < at + size + 2) return undefined;
    command.push(data.toString('utf8', at, at + size));
    at += size + 2;
  }
  return { command, length: at };
}

function encode(command: readonly string[]): string {
  const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
  return `*${command.length}\r\n${parts.join('')}`;
}
