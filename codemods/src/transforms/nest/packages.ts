/**
 * Packages that bind Temporal to Nest: nestjs-temporal, nestjs-temporal-core, nestjs-temporalio, @dbc-tech/nest-temporal-client,
 * @sketchmonk/temporal-nest and others. All of those that are known import `@temporalio/client` and `@temporalio/worker` and hand
 * options on to them; none takes a client class from outside.
 */
export function isNestPackage(specifier: string): boolean {
  if (/^[./]|^@(temporalio|perdure|nestjs)\//.test(specifier)) return false;
  const [scope = '', name = ''] = specifier.startsWith('@') ? specifier.split('/') : ['', specifier.split('/')[0]];
  return /nest(js)?[-_]?.*temporal|temporal.*[-_]?nest/i.test(`${scope}/${name}`) && /temporal/i.test(name);
}
