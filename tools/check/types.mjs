import { run, TYPESCRIPT } from './run.mjs';

// The back end first, without the globals of a browser: what it names must exist in Forge's runtime.
const codes = [];
for (const project of ['tsconfig.json', 'tsconfig.all.json']) {
  const { code, output } = await run([process.execPath, TYPESCRIPT, '-p', project, '--noEmit']);
  process.stdout.write(output);
  codes.push(code);
}
process.exit(Math.max(...codes));
