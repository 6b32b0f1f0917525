/** Random workflow programs: trees of waits, scopes and marks. A mark is a command, so the order of turns shows. */
import fc from 'fast-check';
import type * as wf from '../../src/index';

export type Api = typeof wf;

export type Node =
  | { readonly op: 'sleep' | 'activity' | 'child' | 'startChild' | 'signalOther' | 'uuid' | 'patch' | 'trigger' }
  | { readonly op: 'condition' | 'conditionTimeout' | 'set'; readonly flag: number }
  | { readonly op: 'seq' | 'all' | 'race'; readonly of: readonly Node[] }
  | { readonly op: 'cancellable' | 'shielded' | 'timeout' | 'cancelLater' | 'caught' | 'update'; readonly body: Node };

const leaf = fc.oneof(
  fc.record({
    op: fc.constantFrom('sleep', 'activity', 'child', 'startChild', 'signalOther', 'uuid', 'patch', 'trigger'),
  }),
  fc.record({ op: fc.constantFrom('condition', 'conditionTimeout', 'set'), flag: fc.nat({ max: 2 }) }),
) as fc.Arbitrary<Node>;

export const programs: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({
      op: fc.constantFrom('seq', 'all', 'race'),
      of: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
    }) as fc.Arbitrary<Node>,
    fc.record({
      op: fc.constantFrom('cancellable', 'shielded', 'timeout', 'cancelLater', 'caught', 'update'),
      body: tie('node'),
    }) as fc.Arbitrary<Node>,
  ),
})).node;

/** The workflow function of a program, written against one of the two libraries. */
export function workflowOf(api: Api, program: Node) {
  const flags = [false, false, false];
  let marks = 0;
  const mark = (name: string): void => api.upsertMemo({ [`${marks++}:${name}`]: 1 });
  const activity = { startToCloseTimeout: 1000 };

  const leaves: Record<string, (flag: number) => unknown> = {
    sleep: () => api.sleep(5),
    activity: () => api.scheduleActivity('a', [1], activity),
    child: () => api.executeChild('c', { args: [] }),
    startChild: () => api.startChild('c', { args: [] }).then((child) => child.result()),
    signalOther: () => api.getExternalWorkflowHandle('other').signal('s'),
    uuid: () => mark(api.uuid4()),
    patch: () => mark(String(api.patched('p'))),
    trigger: () => {
      const trigger = new api.Trigger<void>();
      void api.sleep(3).then(trigger.resolve, () => undefined);
      return trigger;
    },
    condition: (flag) => api.condition(() => flags[flag]!),
    conditionTimeout: (flag) => api.condition(() => flags[flag]!, 7),
    set: (flag) => void (flags[flag] = true),
  };

  const bodies: Record<string, (body: () => Promise<void>) => unknown> = {
    cancellable: (body) => api.CancellationScope.cancellable(body),
    shielded: (body) => api.CancellationScope.nonCancellable(body),
    timeout: (body) => api.CancellationScope.withTimeout(9, body),
    caught: (body) => body().catch(() => mark('caught')),
    cancelLater: async (body) => {
      const scope = new api.CancellationScope();
      const result = scope.run(body).catch(() => mark('cancelled'));
      await api.sleep(2);
      scope.cancel();
      await result;
    },
    update: (body) => {
      api.setHandler(api.defineUpdate('u'), body);
      return body();
    },
  };

  const many: Record<string, (nodes: readonly Node[]) => unknown> = {
    seq: async (nodes) => {
      for (const node of nodes) await play(node);
    },
    all: (nodes) => Promise.all(nodes.map(play)),
    race: (nodes) => Promise.race(nodes.map(play)),
  };

  async function play(node: Node): Promise<void> {
    if ('of' in node) await many[node.op]!(node.of);
    else if ('body' in node) await bodies[node.op]!(() => play(node.body));
    else await leaves[node.op]!('flag' in node ? node.flag : 0);
    mark(node.op);
  }

  return async () => {
    api.setHandler(api.defineSignal<[number]>('set'), async (flag) => {
      flags[flag] = true;
      await Promise.resolve();
      mark('signal');
    });
    await play(program);
  };
}
