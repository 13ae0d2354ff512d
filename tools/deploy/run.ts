import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCli } from '../../local/cli/run-cli';
import { runIn } from './command';
import { deploy, planned } from './deploy';
import { readOptions, USAGE } from './options';

const ROOT = path.resolve(__dirname, '../..');

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** `npm run deploy`: see its usage. */
runCli(USAGE, async () => {
  const options = readOptions(process.argv.slice(2));
  const deployment = { root: ROOT, options, node: process.versions.node };
  if (options.isHelp || options.isDryRun) {
    for (const line of options.isHelp ? [USAGE] : planned(deployment)) say(line);
    return;
  }
  const ports = { run: runIn(ROOT, process.env, (text) => process.stdout.write(text)), say, ask, sleep };
  if (!(await deploy(deployment, ports))) process.exitCode = 1;
});

async function ask(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`      ${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
