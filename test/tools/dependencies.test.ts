import { lockFindings } from '../../tools/dependencies/lock-findings';

const sound = {
  version: '1.0.0',
  resolved: 'https://registry.example/a/-/a-1.0.0.tgz',
  integrity: 'sha512-x',
};
const findings = (name: string, changed: object) =>
  lockFindings({ packages: { '': {}, [`node_modules/${name}`]: { ...sound, ...changed } } });

test('a sound package is none to tell of', () => {
  expect(findings('a', {})).toEqual([]);
});

test.each([
  ['chalk', { version: '5.6.1' }, 'taken over'],
  ['node_modules/x/node_modules/chalk', { version: '5.6.1' }, 'taken over'],
  ['a', { deprecated: 'Use b.' }, 'given up by its maintainers: Use b.'],
  ['a', { integrity: undefined }, 'without a checksum'],
  ['a', { resolved: 'git+ssh://git@host.example/a.git#1' }, 'from no registry'],
  ['a', { resolved: undefined }, 'from no registry'],
  ['a', { resolved: 'http://registry.example/a/-/a.tgz' }, 'from no registry'],
])('%s with %j is', (name, changed, told) => {
  expect(findings(name, changed)).toEqual([expect.stringContaining(told)]);
});
