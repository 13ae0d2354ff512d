import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** What a command of the fake CLI says, one answer after the other; the last one again and again. */
interface Said {
  readonly code?: number;
  readonly text?: string;
  /** Writes an app id into the manifest of the directory, as `forge register` does. */
  readonly registers?: true;
}
/** By the beginning of the arguments: the longest that fits answers. */
export type Script = Readonly<Record<string, readonly Said[]>>;

const PROGRAM = `#!/usr/bin/env node
const fs = require('node:fs');
const path = require('node:path');
const name = path.basename(process.argv[1]);
const args = [name, ...process.argv.slice(2)].join(' ');
const file = path.join(__dirname, 'script.json');
const script = JSON.parse(fs.readFileSync(file, 'utf8'));
const key = Object.keys(script).filter((each) => args.startsWith(each)).sort((a, b) => b.length - a.length)[0];
fs.appendFileSync(path.join(__dirname, 'calls'), args + '\\n');
const all = script[key];
if (!all) { console.error('the fake has no answer for: ' + args); process.exit(99); }
const said = all.length > 1 ? all.shift() : all[0];
fs.writeFileSync(file, JSON.stringify(script));
if (said.registers) {
  const manifest = fs.readFileSync('manifest.yml', 'utf8');
  fs.writeFileSync('manifest.yml', manifest.replace(/app\\/0{8}-0{4}-4000-8000-0{12}/, 'app/11111111-2222-4333-8444-555555555555'));
}
if (args.includes('custom-scopes create')) {
  fs.copyFileSync(process.argv[process.argv.indexOf('-f') + 1], path.join(__dirname, 'scopes-sent.yaml'));
}
process.stdout.write((said.text || '') + '\\n');
process.exit(said.code || 0);
`;

/** A directory with the app's manifest, and a PATH on which `forge` and `npm` are fakes that play a script. */
export class FakeForge {
  readonly app = mkdtempSync(path.join(tmpdir(), 'guestlist-app-'));
  private readonly bin = mkdtempSync(path.join(tmpdir(), 'guestlist-bin-'));

  constructor({ isRegistered = true, hasCli = true } = {}) {
    for (const file of ['manifest.yml', 'custom-scopes.yaml', 'package-lock.json'])
      cpSync(path.join(ROOT, file), path.join(this.app, file));
    if (isRegistered) this.write('manifest.yml', (text) => text.replace('0'.repeat(8), '1'.repeat(8)));
    for (const name of hasCli ? ['forge', 'npm'] : ['npm']) {
      writeFileSync(path.join(this.bin, name), PROGRAM);
      chmodSync(path.join(this.bin, name), 0o755);
    }
    symlinkSync(process.execPath, path.join(this.bin, 'node'));
    writeFileSync(path.join(this.bin, 'calls'), '');
  }

  /** Nothing else is on the PATH, but for Node. */
  get environment(): NodeJS.ProcessEnv {
    return { HOME: this.app, PATH: this.bin };
  }

  plays(script: Script): void {
    writeFileSync(path.join(this.bin, 'script.json'), JSON.stringify(script));
  }

  write(file: string, change: (text: string) => string): void {
    const whole = path.join(this.app, file);
    writeFileSync(whole, change(readFileSync(whole, 'utf8')));
  }

  /** Each command with its arguments, since the last time that was asked. */
  takeCalls(): readonly string[] {
    const file = path.join(this.bin, 'calls');
    const calls = readFileSync(file, 'utf8').trim();
    writeFileSync(file, '');
    return calls === '' ? [] : calls.split('\n');
  }

  /** The last file of custom scopes that was sent. */
  get scopesSent(): string {
    return readFileSync(path.join(this.bin, 'scopes-sent.yaml'), 'utf8');
  }

  remove(): void {
    for (const directory of [this.app, this.bin]) rmSync(directory, { recursive: true });
  }
}
