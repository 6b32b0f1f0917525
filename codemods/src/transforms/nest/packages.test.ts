import { expect, it } from 'vitest';
import { isNestPackage } from './packages';

it.each([
  'nestjs-temporal',
  'nestjs-temporal-core',
  'nestjs-temporalio',
  '@dbc-tech/nest-temporal-client',
  '@sketchmonk/temporal-nest',
  'nestjs-temporal-core/testing',
])('%s binds Temporal to Nest', (name) => expect(isNestPackage(name)).toBe(true));

it.each([
  '@nestjs/common',
  './nest-temporal',
  '@temporalio/client',
  'nestjs-redis',
  '@nestjs/temporal/x',
  '@gitroom/nestjs-libraries/temporal/x',
])('%s does not', (name) => expect(isNestPackage(name)).toBe(false));
