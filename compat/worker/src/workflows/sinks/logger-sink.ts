import { LoggerWithComposedMetadata, SdkComponent, type Logger } from '@temporalio/common';
import type { WorkflowInfo } from '../../workflow-types';
import { builtIn } from './sink-calls';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
type Level = (typeof LEVELS)[number];

/** One function of the logger sink. */
interface LogFunction {
  fn(info: WorkflowInfo, message: string, attributes?: Record<string, unknown>): void;
}

/** The sink behind `log` of workflow code: writes to the worker's logger. Silent during replay. */
export function loggerSink(logger: Logger): { __temporal_logger: Record<Level, LogFunction> } {
  const target = LoggerWithComposedMetadata.compose(logger, { sdkComponent: SdkComponent.workflow });
  const functions = LEVELS.map((level): [Level, LogFunction] => [
    level,
    builtIn({ fn: (_info, message, attributes) => target[level](message, attributes) }),
  ]);
  return { __temporal_logger: Object.fromEntries(functions) as Record<Level, LogFunction> };
}
