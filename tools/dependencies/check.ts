import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { lockFindings } from './lock-findings';

const ROOT = path.resolve(__dirname, '../..');

const auditSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string() })),
});

/** `npm run check:dependencies`: the lock file by itself, and advisories where the registry answers. */
const lock: unknown = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
const findings = [...lockFindings(lock), ...advisories()];
for (const finding of findings) process.stdout.write(`FAIL  ${finding}\n`);
process.exitCode = findings.length > 0 ? 1 : 0;

/** Packages with an advisory of high severity. A registry that does not answer is reported, and is no failure. */
function advisories(): readonly string[] {
  const { stdout } = spawnSync('npm', ['audit', '--json'], { cwd: ROOT, encoding: 'utf8' });
  const told = parsed(stdout);
  if (!told.success) {
    process.stdout.write('The registry did not tell of advisories; the lock file was checked by itself.\n');
    return [];
  }
  process.stdout.write('The registry was asked for advisories, and the lock file was checked.\n');
  return Object.entries(told.data.vulnerabilities)
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity }]) => `${name}: an advisory of ${severity} severity (npm audit tells which)`);
}

function parsed(text: string) {
  try {
    return auditSchema.safeParse(JSON.parse(text));
  } catch {
    return auditSchema.safeParse(undefined);
  }
}
