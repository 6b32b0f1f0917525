/** Commands of Temporal inside of scripts. */
import type { ChangeClass } from '../../model/finding';

interface Rule {
  readonly pattern: RegExp;
  readonly class: ChangeClass;
  readonly message: string;
  readonly replace?: (match: string) => string;
}

const FLAGS = String.raw`(?:\s+--?[a-z][\w-]*(?:=[^\s"'&|;]+|\s+(?![-&|;>])[^\s"'&|;]+)?)*`;

const RULES: readonly Rule[] = [
  {
    pattern: new RegExp(String.raw`\b(?:temporal\s+server\s+start-dev|temporalite\s+start)${FLAGS}`, 'g'),
    class: 'operational-change',
    message: 'a local Temporal server becomes redis-server',
    replace: () => 'redis-server',
  },
  {
    pattern:
      /(?<=(?:\s|^)(?:-r|--require|--import)[\s=])@temporalio\/(?:activity|client|envconfig|testing|worker|workflow)\b/g,
    class: 'direct-swap',
    message: 'a module that a script loads',
    replace: (match) => match.replace('@temporalio/', '@perdure/'),
  },
  {
    pattern: /(?<=\b(?:wait-on|wait-port|wait-for-it|wait-for)\b[^&|;]*[:\s])7233\b/g,
    class: 'operational-change',
    message: 'a script waits for the port of Redis instead of that of Temporal',
    replace: () => '6379',
  },
  {
    pattern: /\bdocker\b[^&|;]*\btemporalio\/(?:auto-setup|server|temporal|ui|admin-tools)\b/g,
    class: 'operational-change',
    message: 'a container of a Temporal server: nothing needs it, start Redis instead',
  },
  {
    pattern: /(?:^|(?<=[\s;&|"'(]))(?:tctl|tcld|temporal)\s+(?!server\s+start-dev)-*[a-z][\w-]*/g,
    class: 'unsupported',
    message: "a command of Temporal's own tools: they speak gRPC, which nothing here answers",
  },
];

export interface ScriptFinding {
  readonly class: ChangeClass;
  readonly message: string;
}

/** The script as it becomes, and what was found in it. */
export function migrateScript(script: string): {
  readonly script: string;
  readonly findings: readonly ScriptFinding[];
} {
  const findings: ScriptFinding[] = [];
  const after = RULES.reduce((text, rule) => {
    if (text.search(rule.pattern) === -1) return text;
    findings.push({ class: rule.class, message: rule.message });
    return rule.replace ? text.replace(rule.pattern, rule.replace) : text;
  }, script);
  return { script: after, findings };
}
