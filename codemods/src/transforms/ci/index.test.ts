import { testFixtures } from '../../../test/support/fixtures';
import { ci } from '.';

testFixtures(ci, __dirname);
