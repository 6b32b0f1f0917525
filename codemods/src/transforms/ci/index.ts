import { posix } from 'node:path';
import type { YAMLMap } from 'yaml';
import { redisUrlFor } from '../../address/temporal-address';
import type { Finding } from '../../model/finding';
import type { ProjectFacts } from '../../model/project-facts';
import type { TextTransform } from '../../model/transform';
import { documentMaps } from '../../yaml/nodes';
import { circleciFindings } from './circleci';
import { githubFindings } from './github';
import { gitlabFindings } from './gitlab';
import { addressFindings, dockerfileFindings, scriptFindings } from './mentions';

type Reader = (text: string, facts: ProjectFacts) => Finding[];

const pipeline =
  (read: (text: string, file: YAMLMap, facts: ProjectFacts) => Finding[]): Reader =>
  (text, facts) =>
    documentMaps(text).flatMap((file) => read(text, file, facts));

/** How a file is read, by its path. */
const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/(^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(^|\/)action\.ya?ml$/, pipeline(githubFindings)],
  [/(^|\/)\.gitlab-ci\.ya?ml$|(^|\/)\.gitlab\/.*\.ya?ml$/, pipeline(gitlabFindings)],
  [/(^|\/)\.circleci\/[^/]+\.ya?ml$/, pipeline(circleciFindings)],
  [
    /(^|\/)Dockerfile[^/]*$|\.dockerfile$/i,
    (text, { redisUrl }) => dockerfileFindings(text, (address) => redisUrlFor(address, redisUrl)),
  ],
  [/(^|\/)Makefile$|\.sh$/, (text) => scriptFindings(text)],
  [/^(?!.*compose)(?!(.*\/)?(pnpm-(workspace|lock)|\.yarnrc)).*\.ya?ml$/i, (text) => addressFindings(text)],
];

/** Pipelines run Redis instead of a Temporal server; other places that start one are reported. */
export const ci: TextTransform = {
  name: 'ci',
  title: 'Pipelines run Redis instead of a Temporal server',
  kind: 'text',
  from: 'temporal',
  concerns: (path, text) => /temporal|tctl|7233/i.test(text) && readerOf(path) !== undefined,
  run: ({ path, text }, facts) => [...(readerOf(path)?.(text, facts) ?? [])].sort((a, b) => a.at - b.at),
};

function readerOf(path: string): Reader | undefined {
  const normal = posix.normalize(path);
  return READERS.find(([pattern]) => pattern.test(normal))?.[1];
}
