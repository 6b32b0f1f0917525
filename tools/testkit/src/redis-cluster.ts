import { askRedis } from './ask-redis';
import { type RedisServer, startRedis } from './redis';
import { waitFor } from './wait-for';

const SLOTS = 16_384;
const JOIN_TIMEOUT_MS = 30_000;

export interface RedisCluster {
  /** Masters, in the order of their slot ranges: equal shares of the 16,384 slots. */
  readonly nodes: readonly RedisServer[];
  readonly urls: readonly string[];
  stop(): Promise<void>;
}

/** Starts a real Redis Cluster of masters on loopback; every node agrees that it is complete when this returns. */
export async function startRedisCluster(size = 3, options: { args?: readonly string[] } = {}): Promise<RedisCluster> {
  const args = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000', ...(options.args ?? [])];
  const nodes = await Promise.all(Array.from({ length: size }, () => startRedis({ args })));
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  try {
    await join(nodes);
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, urls: nodes.map((node) => node.url), stop };
}

async function join(nodes: readonly RedisServer[]): Promise<void> {
  const [first, ...others] = nodes;
  if (!first) throw new Error('A cluster needs at least one node');
  await Promise.all(nodes.map((node, index) => claimSlots(node, index, nodes.length)));
  for (const node of others) await askRedis(first.port, `CLUSTER MEET ${node.host} ${node.port}`);
  await waitFor(async () => (await Promise.all(nodes.map((node) => isComplete(node, nodes.length)))).every(Boolean), {
    timeoutMs: JOIN_TIMEOUT_MS,
    what: `a cluster of ${nodes.length} nodes`,
  });
}

async function claimSlots(node: RedisServer, index: number, size: number): Promise<void> {
  const from = Math.ceil((index * SLOTS) / size);
  const to = Math.ceil(((index + 1) * SLOTS) / size);
  const slots = Array.from({ length: to - from }, (_, offset) => from + offset);
  await askRedis(node.port, `CLUSTER SET-CONFIG-EPOCH ${index + 1}`);
  await askRedis(node.port, `CLUSTER ADDSLOTS ${slots.join(' ')}`);
}

async function isComplete(node: RedisServer, size: number): Promise<boolean> {
  const info = await askRedis(node.port, 'CLUSTER INFO');
  return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${size}\r`);
}
