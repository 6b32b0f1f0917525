import type { Finding } from '../../model/finding';
import { findingOf } from '../../model/finding-of';
import type { CodeFile, CodeTransform } from '../../model/transform';
import { temporalNames } from '../../syntax/temporal-names';
import { withoutUnusedImports } from '../../syntax/unused-imports';
import { callFindings } from './calls';
import { looseLiterals } from './loose-literals';
import { optionFindings } from './options';
import { connectionCalls, optionsObjects } from './options-objects';

const found = findingOf('connection');

/** Addresses and credentials of Temporal servers become Redis URLs. */
export const connection: CodeTransform = {
  name: 'connection',
  title: 'Addresses of Temporal servers become Redis URLs',
  kind: 'code',
  from: 'temporal',
  concerns: (text) => /temporal|@perdure\/|\b7233\b|Connection\.(connect|lazy)\b/i.test(text),
  run: ({ ast }: CodeFile, facts) => {
    const { redisUrl } = facts;
    const file = ast.compilerNode;
    const names = temporalNames(ast, ['client', 'worker', 'envconfig'], facts);
    const objects = optionsObjects(file, names, connectionCalls(file, names));
    const options = once(objects.flatMap((literal) => optionFindings(found, ast, literal, redisUrl)));
    const all = [...options, ...looseLiterals(ast, redisUrl, options), ...callFindings(ast, names)];
    return withoutUnusedImports(
      ast,
      all.sort((a, b) => a.at - b.at),
    );
  },
};

/** A variable that several calls use is found from each of them. */
function once(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.at} ${finding.message}`, finding])).values()];
}
