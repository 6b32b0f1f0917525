import { testFixtures } from '../../../test/support/fixtures';
import { packageJson } from '.';

testFixtures(packageJson, __dirname);
