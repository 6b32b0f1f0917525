import { testFixtures } from '../../../test/support/fixtures';
import { tsconfig } from '.';

testFixtures(tsconfig, __dirname);
