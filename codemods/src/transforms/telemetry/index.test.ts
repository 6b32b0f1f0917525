import { testFixtures } from '../../../test/support/fixtures';
import { telemetry } from '.';

testFixtures(telemetry, __dirname);
