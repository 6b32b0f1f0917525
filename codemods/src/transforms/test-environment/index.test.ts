import { testFixtures } from '../../../test/support/fixtures';
import { testEnvironment } from '.';

testFixtures(testEnvironment, __dirname);
