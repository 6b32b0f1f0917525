import type { ScenarioResult } from '../suite/report';
import type { CommandOptions } from './options';

/** The command line that runs one case again as it was run here. Passwords are left out: they do not belong in a log. */
export function repeatCommand(options: CommandOptions) {
  return ({ area, name, target }: Pick<ScenarioResult, 'area' | 'name' | 'target'>): string => {
    const where = {
      redis: ['--redis', options.redis.replace(/:[^:@/]*@/, ':***@')],
      memory: [],
      temporal: ['--address', options.address, '--namespace', options.namespace],
    }[target];
    const words = ['npx perdure-conformance', `${area}/${name}`, '--target', target, ...where, '--seed', options.seed];
    return words.join(' ');
  };
}
