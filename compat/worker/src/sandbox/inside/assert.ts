import type { HostAssert } from './bindings';
import { toSandboxError } from './realm-errors';

const CHECKS = [
  'ok',
  'equal',
  'notEqual',
  'strictEqual',
  'notStrictEqual',
  'deepEqual',
  'notDeepEqual',
  'deepStrictEqual',
  'notDeepStrictEqual',
  'throws',
  'doesNotThrow',
  'match',
  'doesNotMatch',
  'fail',
  'ifError',
];
const STRICT = {
  equal: 'strictEqual',
  notEqual: 'notStrictEqual',
  deepEqual: 'deepStrictEqual',
  notDeepEqual: 'notDeepStrictEqual',
};

type Check = (...args: unknown[]) => unknown;
export type SandboxAssert = Check & Record<string, unknown>;

/** Node's `assert`, throwing errors of the sandbox's realm; its asynchronous checks never leave the sandbox. */
export function sandboxAssert(host: HostAssert): SandboxAssert {
  const checks = Object.fromEntries(CHECKS.map((name) => [name, wrap(host[name] as Check)]));
  const loose = assemble(wrap(host), checks);
  const strict = assemble(wrap(host), {
    ...checks,
    ...Object.fromEntries(Object.entries(STRICT).map(([to, from]) => [to, checks[from]])),
  });
  return Object.assign(loose, { strict: Object.assign(strict, { strict }) });
}

class AssertionError extends Error {
  override readonly name = 'AssertionError';
  readonly code = 'ERR_ASSERTION';
  readonly generatedMessage: boolean;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: unknown;

  constructor(options: {
    message?: unknown;
    generatedMessage?: unknown;
    actual?: unknown;
    expected?: unknown;
    operator?: unknown;
  }) {
    super(String(options.message));
    this.generatedMessage = options.generatedMessage === true;
    this.actual = options.actual;
    this.expected = options.expected;
    this.operator = options.operator;
  }
}

function wrap(check: Check): Check {
  return (...args) => {
    try {
      return check(...args);
    } catch (error) {
      throw isHostAssertion(error) ? new AssertionError(error) : toSandboxError(error);
    }
  };
}

function isHostAssertion(error: unknown): error is ConstructorParameters<typeof AssertionError>[0] {
  return !(error instanceof Error) && (error as { code?: unknown } | null)?.code === 'ERR_ASSERTION';
}

function assemble(base: Check, checks: Record<string, unknown>): SandboxAssert {
  const throws = checks['throws'] as Check;
  return Object.assign((...args: unknown[]) => base(...args), checks, {
    AssertionError,
    async rejects(work: unknown, ...expected: unknown[]): Promise<void> {
      const caught = await rejectionOf(work);
      throws(
        () => {
          if (caught) throw caught.reason;
        },
        ...expected,
      );
    },
    async doesNotReject(work: unknown): Promise<void> {
      const caught = await rejectionOf(work);
      if (!caught) return;
      const message = `Got unwanted rejection.\nActual message: "${String((caught.reason as Error | undefined)?.message)}"`;
      throw new AssertionError({ message, actual: caught.reason, operator: 'doesNotReject' });
    },
  });
}

async function rejectionOf(work: unknown): Promise<{ reason: unknown } | undefined> {
  try {
    await (typeof work === 'function' ? (work as () => unknown)() : work);
    return undefined;
  } catch (reason) {
    return { reason };
  }
}
