import type { ApplicationFailure } from '@temporalio/common';
import type { ActivationResult } from '@perdure/engine';
import type { PayloadTransform } from '../payloads/codec';
import { COMMAND_FIELDS } from '../payloads/fields';
import { payloadTooLarge } from '../payloads/limit';
import { transformFailure, transformFields, visitFields } from '../payloads/walk';

/** The result with every payload of its commands, or of its failure, encoded. */
export async function encodeResult(result: ActivationResult, encode: PayloadTransform): Promise<ActivationResult> {
  if (result.status === 'failed') return { ...result, failure: await transformFailure(result.failure, encode) };
  const commands = await Promise.all(
    result.commands.map((command) => transformFields(command, COMMAND_FIELDS[command.kind], encode)),
  );
  return { ...result, commands };
}

/** The first payload that is too large to be sent, as an error that says where it is. */
export function findTooLarge(result: ActivationResult, maxPayloadBytes: number): ApplicationFailure | undefined {
  if (result.status !== 'ok') return undefined;
  let found: ApplicationFailure | undefined;
  for (const command of result.commands) {
    visitFields(command, COMMAND_FIELDS[command.kind], (payload, field) => {
      found ??= payloadTooLarge(
        payload,
        maxPayloadBytes,
        () => `A payload of the workflow (${command.kind}, ${field})`,
      );
    });
  }
  return found;
}
