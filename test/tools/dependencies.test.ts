import { lockFindings } from '../../tools/dependencies/lock-findings';

const findings = (name: string, changed: object) =>
  lockFindings({
    packages: { '': {}, [`node_modules/${name}`]: { version: '1.0.0', integrity: 'sha512-x', ...changed } },
  });

test('a sound package is none to tell of', () => {
  expect(findings('a', {})).toEqual([]);
});

test.each([
  ['chalk', { version: '5.6.1' }, 'taken over'],
  ['x/node_modules/chalk', { version: '5.6.1' }, 'taken over'],
  ['a', { deprecated: 'Use b.' }, 'given up by its maintainers: Use b.'],
  ['a', { integrity: undefined }, 'without a checksum'],
  ['a', { resolved: 'git+ssh://git@host.example/a.git#1' }, 'from elsewhere than the registry'],
  ['a', { resolved: 'https://files.example/a.tgz' }, 'from elsewhere than the registry'],
])('%s with %j is told of', (name, changed, told) => {
  expect(findings(name, changed)).toEqual([expect.stringContaining(told)]);
});
