import { connect } from 'node:net';

const CRLF = '\r\n';

/**
 * Sends one command on a connection of its own and returns the reply as text. Only for starting servers: it knows the reply
 * kinds that takes, and needs no client library. Errors of the server are thrown.
 */
export function askRedis(port: number, command: string, timeoutMs = 2_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let received = '';
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`No reply to ${firstWords(command)} on port ${port}`)));
    socket.on('error', reject);
    socket.on('close', () =>
      reject(new Error(`Connection to port ${port} closed before a reply to ${firstWords(command)}`)),
    );
    socket.on('connect', () => socket.write(command + CRLF));
    socket.on('data', (chunk) => {
      received += chunk.toString();
      const reply = parse(received);
      if (reply === undefined) return;
      if (reply.startsWith('-')) reject(new Error(reply.slice(1)));
      else resolve(reply);
      socket.destroy();
    });
  });
}

function firstWords(command: string): string {
  return command.split(' ', 2).join(' ');
}

/** The reply, or undefined while it is incomplete. A bulk string comes without its length; an error keeps its `-`. */
function parse(text: string): string | undefined {
  const end = text.indexOf(CRLF);
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  if (head.startsWith('-')) return head;
  if (!head.startsWith('$')) return head.slice(1);
  const body = text.slice(end + CRLF.length);
  const length = Number(head.slice(1));
  return body.length < length ? undefined : body.slice(0, length);
}
