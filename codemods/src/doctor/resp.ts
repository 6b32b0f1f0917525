/** A few commands to a Redis over a socket of our own: there may be no client library installed yet. */
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

const TIMEOUT_MS = 5_000;
/** INFO is a few kilobytes. */
const MAX_REPLY_BYTES = 1024 * 1024;

export interface RedisFacts {
  /** The answer of INFO. */
  readonly info: string;
  /** Values of CONFIG GET, if this user may call it. */
  readonly config: Readonly<Record<string, string>>;
}

/** Connects, authenticates and asks. Rejects with what went wrong, without the password. */
export async function askRedis(address: string, timeoutMs = TIMEOUT_MS): Promise<RedisFacts> {
  const url = parseAddress(address);
  const socket = await open(url, timeoutMs);
  try {
    const ask = asker(socket, timeoutMs);
    if (url.password !== '')
      await ask(['AUTH', ...[url.username].filter(Boolean), url.password].map(decodeURIComponent));
    const info = await ask(['INFO']);
    return { info, config: { ...(await configOf(ask, 'appendonly')), ...(await configOf(ask, 'appendfsync')) } };
  } finally {
    socket.destroy();
  }
}

/** `redis://`, `rediss://` or `host:port`. */
export function parseAddress(address: string): URL {
  const url = new URL(address.includes('://') ? address : `redis://${address}`);
  if (!/^rediss?:$/.test(url.protocol))
    throw new Error(`${url.protocol}// is not asked here: use redis:// or rediss://`);
  return url;
}

type Ask = (command: readonly string[]) => Promise<string>;

async function configOf(ask: Ask, name: string): Promise<Record<string, string>> {
  try {
    const [, value] = (await ask(['CONFIG', 'GET', name])).split('\n');
    return value === undefined ? {} : { [name]: value };
  } catch {
    return {};
  }
}

function open(url: URL, timeoutMs: number): Promise<Socket> {
  const target = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 6379) };
  const secure = url.protocol === 'rediss:';
  const socket = secure ? connectTls({ ...target, servername: target.host }) : connectPlain(target);
  return new Promise((resolve, reject) => {
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
    socket.once(secure ? 'secureConnect' : 'connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

const NO_REDIS = 'this does not look like a Redis';

/** Sends one command at a time; lists come as lines. */
function asker(socket: Socket, timeoutMs: number): Ask {
  return (command) =>
    new Promise((resolve, reject) => {
      let received = Buffer.alloc(0);
      socket.setTimeout(timeoutMs).removeAllListeners('data').removeAllListeners('error').removeAllListeners('close');
      socket.once('error', reject).once('close', () => reject(new Error('the connection was closed')));
      socket.on('data', (data: Buffer) => {
        received = Buffer.concat([received, data]);
        const reply = replyIn(received);
        if (reply instanceof Error) reject(reply);
        else if (reply !== undefined) resolve(reply);
      });
      const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
      socket.write(`*${command.length}\r\n${parts.join('')}`);
    });
}

/** A whole reply or an error; undefined while some of it is missing. */
function replyIn(received: Buffer): string | Error | undefined {
  try {
    const reply = readReply(received.toString('utf8'));
    if (reply === undefined) return received.length > MAX_REPLY_BYTES ? new Error(NO_REDIS) : undefined;
    return reply.startsWith('-') ? new Error(reply.slice(1)) : reply;
  } catch (error) {
    return error as Error;
  }
}

/** A whole reply, or undefined while some of it is missing. Errors keep their sign. */
function readReply(text: string): string | undefined {
  const end = text.indexOf('\r\n');
  if (end === -1) return undefined;
  const [sign, head] = [text.charAt(0), text.slice(1, end)];
  if (sign === '+' || sign === ':') return head;
  if (sign === '-') return `-${head}`;
  if (sign === '$') return readBulk(text.slice(end + 2), Number(head));
  if (sign === '*') return readList(text.slice(end + 2), Number(head));
  throw new Error(NO_REDIS);
}

function readBulk(text: string, length: number): string | undefined {
  if (length < 0) return '';
  const bytes = Buffer.from(text);
  return bytes.length < length + 2 ? undefined : bytes.subarray(0, length).toString();
}

/** A list of bulk strings, as CONFIG GET gives it. */
function readList(text: string, count: number): string | undefined {
  const lines = text.split('\r\n');
  const values = Array.from({ length: Math.max(count, 0) }, (_, index) => lines[index * 2 + 1]);
  return lines.length < count * 2 + 1 ? undefined : values.join('\n');
}
