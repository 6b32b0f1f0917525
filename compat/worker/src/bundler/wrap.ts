/**
 * Globals that the code of a bundle captures: a look-up of a global inside a context costs over 100 ns. The list is
 * the language's own, and what the runtime replaces to make it deterministic.
 */
const CAPTURED = [
  'Object',
  'Function',
  'Array',
  'Number',
  'String',
  'Boolean',
  'Symbol',
  'BigInt',
  'Math',
  'JSON',
  'Reflect',
  'Proxy',
  'Promise',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'RegExp',
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
  'ArrayBuffer',
  'DataView',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
  'encodeURIComponent',
  'decodeURIComponent',
  'Date',
  'WeakRef',
  'FinalizationRegistry',
  'setTimeout',
  'clearTimeout',
];

/** Those that differ before and after the runtime has installed its own. */
const REPLACED = ['Date', 'WeakRef', 'FinalizationRegistry', 'setTimeout', 'clearTimeout'];

const captures = `var ${CAPTURED.map((name) => `${name} = globalThis.${name}`).join(', ')};`;
const recaptures = REPLACED.map((name) => `${name} = globalThis.${name};`).join(' ');

/** The script of a bundle: one expression. Each half starts on a line of its own, for the source map. */
export interface BundleScript {
  readonly text: string;
  readonly sharedLine: number;
  readonly userLine: number;
}

/** Puts both halves together. `shared` calls `__perdure_parts(parts)`, `user` calls `__perdure_out(modules)`. */
export function wrapParts(shared: string, user: string): BundleScript {
  const beforeShared =
    `({ shared: function (globalThis) { ${captures} var __perdure_shared_parts;\n` +
    `function __perdure_parts(parts) { __perdure_shared_parts = parts; }\n`;
  const between =
    `;__perdure_shared_parts.recapture = function () { ${recaptures} };\nreturn __perdure_shared_parts; },\n` +
    `user: function (__perdure_shared, __perdure_ignored, globalThis) { ${captures}\n` +
    `function __perdure_pick(module, name) { return module[name]; }\n` +
    `function __perdure_default(module) { return module.__esModule ? module.default : module; }\nreturn function (__perdure_out) {\n`;
  const text = `${beforeShared}${shared}\n${between}${user}\n}; } })`;
  return {
    text,
    sharedLine: countLines(beforeShared),
    userLine: countLines(beforeShared) + countLines(shared) + 1 + countLines(between),
  };
}

const countLines = (text: string): number => text.split('\n').length - 1;
