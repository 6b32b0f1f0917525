/** Names on the engine's side of MeshCall. */
import { createHash } from 'node:crypto';

export const DEFAULT_NAMESPACE = 'default';
/** Type of the activity that is a call. */
export const CALL_TYPE = 'meshcall';
/** Type of the workflow that a cron job starts. */
export const CRON_TYPE = 'meshcallCron';

export const queueOf = (topic: string): string => `meshcall/${topic}`;
/** Of a call, or of a job: they are of different kinds. */
export const idOf = (topic: string, id: string): string => `meshcall/${oneWord(topic)}/${id}`;

/** Without a slash: topic 'a' with id 'b/c' is not topic 'a/b' with id 'c'. */
const oneWord = (topic: string): string => topic.replaceAll('%', '%25').replaceAll('/', '%2F');

/** Tells argument lists apart. */
export function fingerprint(args: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(args)).digest('base64url');
}
