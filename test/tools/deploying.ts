import { runIn } from '../../tools/deploy/command';
import { deploy } from '../../tools/deploy/deploy';
import { readOptions } from '../../tools/deploy/options';
import type { FakeForge, Script } from '../fakes/forge-cli';

export const SCOPES = ['write:invitation:custom', 'read:invitation:custom', 'read:organization:custom'];
export const listed = (names: readonly string[]) => ({
  text: JSON.stringify(names.map((name) => ({ name }))),
});
export const indexes = (...states: readonly string[]) => ({
  text: [
    '┌──────┬───┐',
    ...states.map((state, at) => `│ record │ by-${at} │ ${state} │ scope │ sort │`),
  ].join('\n'),
});
export const all = (state: string) => indexes(...Array.from({ length: 20 }, () => state));

/** A CLI with which all goes well, on an app that is registered and nowhere installed. */
export const WELL: Script = {
  'forge --version': [{ text: 'Warning: Forge CLI supports Node.js 22.x or 24.x.\n13.3.0' }],
  'forge whoami': [{ text: 'Logged in as Jo (jo@acme.example)\nAccount ID: 1' }],
  'forge developer-spaces list': [{ text: JSON.stringify([{ id: 'space', name: 'Our space' }]) }],
  'forge register': [{ registers: true, text: 'Registered Guestlist' }],
  'forge custom-scopes list': [listed(SCOPES)],
  'forge custom-scopes create': [{ text: 'Successfully submitted custom scopes for creation' }],
  'npm run build': [{}],
  'forge lint': [{ text: 'No issues found.' }],
  'forge deploy': [{ text: 'Deployed' }],
  'forge storage entities indexes list': [all('ACTIVE')],
  'forge install list': [{ text: 'The app is not installed anywhere.' }],
  'forge install': [{ text: 'Install in Jira complete!' }],
};

export interface Told {
  readonly isDone: boolean;
  readonly text: string;
  readonly asked: readonly string[];
  readonly waits: readonly number[];
}

export interface Deployment {
  readonly args?: readonly string[];
  readonly answer?: boolean | 'nobody';
  readonly node?: string;
  /** `processes`: through programs on the PATH. */
  readonly by?: 'processes';
}

/** Deploys with a CLI that plays a script, and the rest as where all goes well. */
export async function deployWith(
  forge: FakeForge,
  script: Script,
  { args = ['--site', 'acme.atlassian.net'], answer = true, node = '24.1.0', by }: Deployment = {},
): Promise<Told> {
  forge.plays({ ...WELL, ...script });
  const [lines, asked, waits]: [string[], string[], number[]] = [[], [], []];
  const isDone = await deploy(
    { root: forge.app, options: readOptions(args), node },
    {
      run: by === 'processes' ? runIn(forge.app, forge.environment, () => undefined) : forge.run,
      say: (line) => lines.push(line),
      ask: (question) => {
        asked.push(question);
        return Promise.resolve(answer === 'nobody' ? undefined : answer);
      },
      sleep: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    },
  );
  return { isDone, text: lines.join('\n'), asked, waits };
}
