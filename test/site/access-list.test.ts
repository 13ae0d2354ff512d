import { access, endingSite, inDays, inviteUntil } from './ending';
import { ask } from './inviting';

test('the list of what ends goes on by a position of its own, and takes nothing else', async () => {
  const site = await endingSite();
  for (const batch of [0, 1, 2])
    await inviteUntil(
      site,
      inDays(site, 9),
      Array.from({ length: 25 }, (_, index) => `guest${batch}-${index}@acme.example`),
    );
  const first = await access(site, 'access.list', {});
  const second = await access(site, 'access.list', {
    ...(first.cursor !== undefined && { cursor: first.cursor }),
  });
  const all = [...first.access, ...second.access].map(({ accountId }) => accountId);
  expect([all.length, new Set(all).size, second.cursor]).toEqual([75, 75, undefined]);

  const storages = Buffer.from(JSON.stringify(['2027', 'ending:10001:x'])).toString('base64url');
  for (const cursor of [storages, 'x', '', `${first.cursor ?? ''}0000000`, 'é'.repeat(40)])
    expect(await ask(site, 'agent', 'access.list', { cursor })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
});
