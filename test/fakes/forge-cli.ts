import fs, {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Run } from '../../tools/deploy/command';

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

/**
 * Answers one command. It stands in the fake program as it is written here, so it knows nothing but what it is given.
 *
 * @param bin the directory of the fake programs, with the script and the list of calls.
 */
function play(
  files: typeof fs,
  paths: typeof path,
  { bin, app }: { readonly bin: string; readonly app: string },
  command: readonly string[],
): { readonly code: number; readonly text: string } {
  const args = command.join(' ');
  const file = paths.join(bin, 'script.json');
  const script = JSON.parse(files.readFileSync(file, 'utf8')) as Record<string, Said[]>;
  const [key = ''] = Object.keys(script)
    .filter((each) => args.startsWith(each))
    .sort((one, other) => other.length - one.length);
  files.appendFileSync(paths.join(bin, 'calls'), `${args}\n`);
  const all = script[key] ?? [];
  const said = all.length > 1 ? all.shift() : all[0];
  if (!said) return { code: 99, text: `the fake has no answer for: ${args}` };
  files.writeFileSync(file, JSON.stringify(script));
  const manifest = paths.join(app, 'manifest.yml');
  if (said.registers) {
    const text = files.readFileSync(manifest, 'utf8');
    const id = 'app/11111111-2222-4333-8444-555555555555';
    files.writeFileSync(manifest, text.replace(/app\/0{8}-0{4}-4000-8000-0{12}/, id));
  }
  if (args.includes('custom-scopes create')) {
    const sent = command[command.indexOf('-f') + 1] ?? '';
    files.copyFileSync(paths.resolve(app, sent), paths.join(bin, 'scopes-sent.yaml'));
  }
  return { code: said.code ?? 0, text: said.text ?? '' };
}

const PROGRAM = `#!/usr/bin/env node
const path = require('node:path');
const command = [path.basename(process.argv[1]), ...process.argv.slice(2)];
const said = (${String(play)})(require('node:fs'), path, { bin: __dirname, app: process.cwd() }, command);
process.stdout.write(said.text + '\\n');
process.exit(said.code);
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

  /** Runs a command as its program would, without a process of its own. */
  readonly run: Run = (command, args) => {
    if (!existsSync(path.join(this.bin, command))) return Promise.resolve({ code: undefined, text: '' });
    return Promise.resolve(play(fs, path, { bin: this.bin, app: this.app }, [command, ...args]));
  };

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
