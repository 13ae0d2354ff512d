import fc from 'fast-check';
import type { ImportView, RowView } from '../../src/contract/import';
import type { ReasonCode } from '../../src/domain/reason';
import type { Death } from '../../local/forge/crashes';
import { currentInvocation } from '../../local/forge/invocation';
import { seededRandom } from '../../local/jira/faults';
import { LocalSite } from '../../local/server/local-site';
import { expectAccounted, siteBefore } from '../fakes/accounted';
import { importing, settled, started } from '../site/importing';
import type { TestFile } from '../site/importing';
import { ask } from '../site/inviting';

const MINUTE = 60_000;
const CONSUMER = 'import-queue';

/** What happens while the consumer works, at one of its calls to storage. */
type Happening =
  | { readonly is: 'cancel' | 'resume' | 'retry' | 'off' | 'on' | 'noAgent' | 'agent' | 'schedule' }
  | {
      readonly is: 'jira';
      readonly status: number;
      readonly retryAfter?: number;
      readonly afterWork: boolean;
    }
  | { readonly is: 'storage'; readonly times: number; readonly afterWork: boolean };

interface Story {
  readonly file: TestFile;
  readonly twice: boolean;
  /** By the number of the consumer's calls over the whole import. */
  readonly deaths: ReadonlyMap<number, Death>;
  readonly happenings: ReadonlyMap<number, Happening>;
}

const email = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: 30 }).map((number) => `Person-${number}@acme.example`) },
  { weight: 2, arbitrary: fc.nat({ max: 3 }).map((number) => `known-${number}@acme.example`) },
  fc.constantFrom(
    'nonsense',
    'eve@denied.example',
    'no-customer-role@guestlist.example',
    '',
    'a b@c.example',
  ),
);
const organizations = fc.constantFrom(
  '',
  '',
  'Acme',
  'Globex',
  'acme; Globex',
  'Brand new',
  'Umbrella (directory)',
);
const fileArbitrary: fc.Arbitrary<TestFile> = fc.record({
  rows: fc.array(
    fc.tuple(email, fc.constantFrom('', 'Ada', 'Grace Hopper'), organizations).map((cells) => [...cells]),
    { minLength: 1, maxLength: 14 },
  ),
  sliceRows: fc.integer({ min: 1, max: 6 }),
  notify: fc.boolean(),
});
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    is: fc.constantFrom('cancel', 'resume', 'retry', 'off', 'on', 'noAgent', 'agent', 'schedule'),
  }),
  fc.record(
    {
      is: fc.constant('jira' as const),
      status: fc.constantFrom(0, 429, 503, 504),
      retryAfter: fc.constantFrom(1, 20, 600),
      afterWork: fc.boolean(),
    },
    { requiredKeys: ['is', 'status', 'afterWork'] },
  ),
  fc.record({
    is: fc.constant('storage' as const),
    times: fc.integer({ min: 1, max: 12 }),
    afterWork: fc.boolean(),
  }),
);
const story: fc.Arbitrary<Story> = fc.record({
  file: fileArbitrary,
  twice: fc.boolean(),
  deaths: fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 80 }), fc.constantFrom<Death>('before', 'after')), {
      maxLength: 5,
      selector: ([number]) => number,
    })
    .map((deaths) => new Map(deaths)),
  happenings: fc
    .array(fc.tuple(fc.integer({ min: 1, max: 40 }), happening), { maxLength: 6 })
    .map((all) => new Map(all)),
});

/** Runs one step of the story. What its person may not do just now is refused, and that is all. */
async function happen(site: LocalSite, importId: string, event: Happening): Promise<void> {
  switch (event.is) {
    case 'cancel':
    case 'resume':
    case 'retry':
      await ask(site, 'agent', `import.${event.is}`, { importId }).catch(() => undefined);
      break;
    case 'off':
    case 'on':
      await site.savePolicy({}, event.is === 'on' ? ['SUP'] : []).catch(() => undefined);
      break;
    case 'noAgent':
    case 'agent':
      setAgent(site, event.is === 'agent');
      break;
    case 'schedule':
      await site.forge.runSchedule('retry').catch(() => undefined);
      break;
    case 'jira': {
      const { status, retryAfter, afterWork } = event;
      const reason = retryAfter === 600 ? { reason: 'jira-quota-global-based' } : {};
      site.jira.faults.set([
        {
          status,
          afterWork,
          rate: 0.5,
          times: 8,
          ...(retryAfter && { retryAfter }),
          ...(status === 429 && reason),
        },
      ]);
      break;
    }
    case 'storage':
      site.forge.kvs.faults.set([{ times: event.times, afterWork: event.afterWork }]);
      break;
  }
}

function setAgent(site: LocalSite, isAgent: boolean): void {
  const person = site.person('agent');
  site.jira.state.people.set(person.accountId, { ...person, agentOf: isAgent ? ['10001'] : [] });
}

/** Lets all of a story happen to an import. @returns what ends it. */
function direct(site: LocalSite, importId: string, { twice, deaths, happenings }: Story): () => void {
  let calls = 0;
  site.forge.queues.twice = twice;
  site.forge.crashes.at = ({ functionKey }) =>
    functionKey === CONSUMER ? deaths.get((calls += 1)) : undefined;
  const { kvs } = site.forge;
  const answer = kvs.answer.bind(kvs);
  let stored = 0;
  kvs.answer = async (path, body) => {
    const event =
      currentInvocation.getStore()?.functionKey === CONSUMER ? happenings.get((stored += 1)) : undefined;
    if (event) await happen(site, importId, event);
    return answer(path, body);
  };
  return () => {
    kvs.answer = answer;
    site.forge.crashes.at = () => undefined;
  };
}

/** Everything is in order again, and the owner of the import resumes it. */
async function mended(site: LocalSite, id: ImportView['id']): Promise<ImportView> {
  site.jira.faults.set([]);
  site.forge.kvs.faults.set([]);
  setAgent(site, true);
  await site.savePolicy({}, ['SUP']);
  for (let times = 0; times < 3; times += 1) {
    const view = await settled(site, id);
    // One that was cancelled in its last batch has nothing left to go on with.
    if (view.counts.left === 0) return view;
    await importing(site, 'import.resume', { importId: id });
  }
  return settled(site, id);
}

/** What a row may end with, that could pass by its file. */
const EXCUSES: readonly (ReasonCode | undefined)[] = [
  undefined,
  'email-unknown',
  'jira-busy',
  'jira-unavailable',
  // A try died or was left, and no worker went on with it.
  'interrupted',
  // Made by a try that died, and found by one that did not follow it at once.
  'organization-elsewhere',
];

function expectDoneWhereItCould(rows: readonly RowView[], { rows: cells }: TestFile): void {
  rows.forEach((row, index) => {
    const [address = '', , places = ''] = cells[index] ?? [];
    const couldPass = address.endsWith('@acme.example') && !places.includes('Umbrella');
    if (couldPass) expect(EXCUSES).toContain(row.state === 'done' ? undefined : row.reason?.code);
    else expect(row.reason?.code === 'interrupted' ? 'failed' : row.state).toBe('failed');
  });
}

async function survives(told: Story): Promise<void> {
  const site = await LocalSite.create();
  site.forge.time.hurried = true;
  await site.savePolicy({ createOrganizations: true }, ['SUP']);
  [0, 1].forEach((number) => site.jira.state.addCustomer(`known-${number}@acme.example`, 'Known'));
  const before = siteBefore(site);
  const { id } = await started(site, told.file);
  const end = direct(site, id, told);
  for (let round = 0; round < 4; round += 1) {
    await site.forge.runQueues();
    site.jira.clock.advance(5 * MINUTE);
    await site.forge.runSchedule('retry').catch(() => undefined);
  }
  end();
  const view = await mended(site, id);
  expect(view.counts.left).toBe(0);
  expectDoneWhereItCould(await expectAccounted(site, view, told.file, before), told.file);
}

test('whatever the file, and whatever happens meanwhile, every row is accounted for', async () => {
  await fc.assert(fc.asyncProperty(story, survives), {
    numRuns: Number(process.env['STORIES'] ?? 25),
    endOnFailure: true,
  });
}, 900_000);

test.each([1, 2, 3, 4, 5, 6])('an import that dies at random (seed %i) is done to the end', async (seed) => {
  const random = seededRandom(seed);
  const deaths = Array.from({ length: 400 }, (_, number): [number, Death] | undefined =>
    random() < 0.04 ? [number, random() < 0.5 ? 'before' : 'after'] : undefined,
  );
  const rows = Array.from({ length: 60 }, (_, number) => [
    `person-${number}@acme.example`,
    '',
    ['Acme', 'Globex', ''][number % 3] ?? '',
  ]);
  const died = new Map(deaths.filter((each) => each !== undefined));
  await survives({
    file: { rows, sliceRows: 9 },
    twice: seed % 2 === 0,
    deaths: died,
    happenings: new Map(),
  });
});
