import { person } from '../../../domain/actor';
import type { NewAuditEntry } from './audit-store';
import { auditStore } from './audit-store';
import { writeAll } from '../../../platform/kvs/kvs';
import { issueIdSchema, issueKeySchema, organizationIdSchema } from '../../../domain/ids';
import { accountId, PROJECT } from '../../../../test/fakes/ids';
import { itemsOf } from '../../../../test/fakes/audit-log';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';

const ANA = accountId('5b10:ana');
const ADA = accountId('qm:ada');
const REQUEST = issueIdSchema.parse('20001');
const ACME = organizationIdSchema.parse('11');

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

/** Writes invitations, a second apart. */
async function log(
  count: number,
  more: Partial<Extract<NewAuditEntry, { event: 'invitation' }>> = {},
): Promise<void> {
  await writeAll(
    Array.from({ length: count }, (_, place) =>
      itemsOf(
        {
          actor: person(ANA),
          projectId: PROJECT,
          event: 'invitation',
          outcome: 'done',
          customer: ADA,
          organizations: [],
          emailed: false,
          ...more,
        },
        { now: site.clock.now() + place * 1000, days: 365, place },
      ),
    ).flat(),
  );
  site.clock.advance(count * 1000);
}

const fromRequest = { issueId: REQUEST, issueKey: issueKeySchema.parse('SUP-1') };
const page = (more: object) =>
  auditStore.page({ projectId: PROJECT, events: ['invitation'], limit: 20, ...more }, 0, site.clock.now());

test('what was invited from a request is found in one query, behind any number of others', async () => {
  await log(1, fromRequest);
  await log(450);
  site.operations.length = 0;
  const { entries, before } = await page({ issueId: REQUEST });
  expect(entries).toMatchObject([fromRequest]);
  expect([before, site.operations.length]).toEqual([undefined, 1]);
});

test('what was invited into an organization is found a stretch of the log at a time, which is said', async () => {
  await log(1, { organizationIds: [ACME] });
  await log(450);
  let before: string | undefined;
  const found: string[] = [];
  for (let goes = 0; goes < 4; goes += 1) {
    const next = await page({ organizationId: ACME, ...(before && { before }) });
    found.push(...next.entries.map(({ id }) => id));
    before = next.before;
    expect(next.searchedTo === undefined).toBe(before === undefined);
    if (!before) break;
  }
  expect(found).toHaveLength(1);
});

test('an entry from before organizations were kept by id is into none', async () => {
  await log(1, { organizations: ['Acme'] });
  expect((await page({ organizationId: ACME })).entries).toEqual([]);
});

test('when an account is erased, what it did stays listed under the request', async () => {
  await log(1, fromRequest);
  await auditStore.eraseAccount(ANA, site.clock.now());
  await auditStore.eraseAccount(ADA, site.clock.now());
  const { entries } = await page({ issueId: REQUEST });
  expect(entries).toMatchObject([{ ...fromRequest, actor: { kind: 'erased' } }]);
  expect(entries[0]).not.toHaveProperty('customer');
});
