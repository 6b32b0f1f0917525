/** Packages that fixtures import and that are not installed here; their types do not matter. */
declare module 'tsconfig-paths-webpack-plugin';
declare module '@nestjs/common';
declare module 'nestjs-temporal';
declare module 'nestjs-temporal-core';
declare module 'redis';
declare module '@hotmeshio/hotmesh/*';
