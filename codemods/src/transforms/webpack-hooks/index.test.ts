import { testFixtures } from '../../../test/support/fixtures';
import { webpackHooks } from '.';

testFixtures(webpackHooks, __dirname);
