import { LocalSite } from '../../local/server/local-site';
import { access, DAY_MS, inDays, placesOf } from './ending';
import { rowsOf, settled, started } from './importing';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});

const isMember = (email: string): boolean => placesOf(site, email).includes('Acme');

test('an import reads days in the order that was chosen for its file', async () => {
  // A day that could be a month, whatever the day of the test is.
  const days = Array.from({ length: 60 }, (_, index) => inDays(site, index + 2).slice(0, 10));
  const day = days.find((each) => Number(each.slice(8)) <= 12 && each.slice(8) !== each.slice(5, 7)) ?? '';
  const [year, month, number] = day.split('-');
  const begun = await started(site, {
    columns: ['email', 'endsAt'],
    dayOrder: 'day-first',
    rows: [['eve@acme.example', `${number}/${month}/${year}`]],
  });
  await settled(site, begun.id);
  expect((await access(site, 'access.list', {})).access).toMatchObject([{ endsAt: `${day}T23:59:59.000Z` }]);
});

test('an import has an end for each row that names one', async () => {
  const begun = await started(site, {
    columns: ['email', 'organizations', 'endsAt'],
    rows: [
      ['ada@acme.example', 'Acme', inDays(site, 1).slice(0, 10)],
      ['bob@acme.example', 'Acme', ''],
      // Either number may be the day.
      ['eve@acme.example', 'Acme', '11/12/2026'],
    ],
  });
  await settled(site, begun.id);
  expect((await rowsOf(site, begun)).map(({ state, reason }) => reason?.code ?? state)).toEqual([
    'done',
    'done',
    'ends-at-format',
  ]);
  site.jira.clock.advance(3 * DAY_MS);
  await site.forge.runSchedule('ending');
  expect([isMember('ada@acme.example'), isMember('bob@acme.example')]).toEqual([false, true]);
});
