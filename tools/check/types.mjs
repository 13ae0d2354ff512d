import { run, typeCheck } from './run.mjs';

const codes = [];
for (const project of ['back-end', 'all']) {
  const { code, output } = await run(typeCheck(project));
  process.stdout.write(output);
  codes.push(code);
}
process.exit(Math.max(...codes));
