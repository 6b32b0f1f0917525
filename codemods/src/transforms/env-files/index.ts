import { posix } from 'node:path';
import { redisUrlFor } from '../../address/temporal-address';
import type { TextTransform } from '../../model/transform';
import { envFindings } from './env-lines';
import { profileFindings } from './toml-profiles';

const ENV = /^\.env|\.env$|\.env\.|^\.envrc$/;
const PROFILES = /^temporal.*\.toml$/;

/** Settings in `.env` files and profiles: names stay, values become those of Redis. */
export const envFiles: TextTransform = {
  name: 'env-files',
  title: 'Settings name Redis instead of a Temporal server',
  kind: 'text',
  from: 'temporal',
  concerns: (path, text) => {
    const name = posix.basename(path);
    return (ENV.test(name) && /temporal|7233/i.test(text)) || isProfile(name, text);
  },
  run: ({ path, text }, { redisUrl }) => {
    const findings = isProfile(posix.basename(path), text) ? profileFindings : envFindings;
    return findings(text, (address) => redisUrlFor(address, redisUrl));
  },
};

function isProfile(name: string, text: string): boolean {
  return (
    PROFILES.test(name) ||
    (/\.toml$/.test(name) && /^\s*\[profile\.[\w-]+\]/m.test(text) && /^\s*namespace\s*=/m.test(text))
  );
}
