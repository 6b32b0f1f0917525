import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A weather station: `/temperature` answers, `/forecast` never does and says when the asker has gone. */
export async function openStation() {
  const state = { asked: 0, brokenOff: 0 };
  const neverAnswer = (response: ServerResponse): void => {
    state.asked++;
    response.once('close', () => state.brokenOff++);
  };
  const server = createServer((request, response) => {
    if (request.url === '/temperature') response.end(JSON.stringify({ celsius: 21 }));
    else neverAnswer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, state, close };
}
