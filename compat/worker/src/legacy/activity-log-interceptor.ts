import type { Context } from '@perdure/activity';
import { SdkComponent, type Logger, type LogMetadata, type Next } from '@temporalio/common';
import { activityLogAttributes } from '../activities/log-attributes';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor } from '../interceptors';
import { Runtime } from '../runtime/runtime';

/**
 * Logged activities before workers did it themselves. Does nothing any more, unless it is given a logger of its own, or
 * extended: then the activity's `log` writes there with its attributes.
 * @deprecated Intercept `getLogAttributes`, and set the logger of {@link Runtime.install}.
 */
export class ActivityInboundLogInterceptor implements ActivityInboundCallsInterceptor {
  protected readonly ctx: Context;
  protected readonly logger: Logger;

  constructor(ctx: Context, logger?: Logger) {
    this.ctx = ctx;
    const runtimeLogger = Runtime.instance().logger;
    this.logger = logger ?? runtimeLogger;
    const extended = Object.getPrototypeOf(this) !== ActivityInboundLogInterceptor.prototype;
    if (this.logger === runtimeLogger && !extended) return;
    const withAttributes = (meta?: LogMetadata): LogMetadata => ({
      sdkComponent: SdkComponent.activity,
      ...this.logAttributes(),
      ...meta,
    });
    this.ctx.log = {
      log: (level, message, meta) => this.logger.log(level, message, withAttributes(meta)),
      trace: (message, meta) => this.logger.trace(message, withAttributes(meta)),
      debug: (message, meta) => this.logger.debug(message, withAttributes(meta)),
      info: (message, meta) => this.logger.info(message, withAttributes(meta)),
      warn: (message, meta) => this.logger.warn(message, withAttributes(meta)),
      error: (message, meta) => this.logger.error(message, withAttributes(meta)),
    };
  }

  protected logAttributes(): Record<string, unknown> {
    return activityLogAttributes(this.ctx.info);
  }

  async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    return next(input);
  }
}
