import path from 'node:path';
import { parseApp, readApp } from './app';
import { CHECKS } from './checks';

/** `npm run check:trust`: proves from the manifest and the source what an admin is told about the app. */
const app = parseApp(readApp(path.resolve(__dirname, '../..')));
const found = CHECKS.map((check) => ({ ...check, violations: check.violations(app) }));

for (const { name, claim, violations } of found) {
  process.stdout.write(`${violations.length === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(14)} ${claim}\n`);
  for (const violation of violations) process.stdout.write(`      - ${violation}\n`);
}
process.exitCode = found.some(({ violations }) => violations.length > 0) ? 1 : 0;
