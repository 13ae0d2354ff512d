import { OPERATIONS } from '../../local/jira/operations/all';
import { JiraSite } from '../../local/jira/site';
import { as, asApp } from './people';
import type { Answered } from './people';
import {
  customerSamples,
  deskCustomerSamples,
  deskOrganizationSamples,
  organizationSamples,
  propertySamples,
  seededIn,
} from './openapi-samples';
import type { Sample, Seeded } from './openapi-samples';
import { issueSamples } from './openapi-samples-issue';
import { deskSamples, platformSamples, requestTypeSamples } from './openapi-samples-desk';
import { isSpecificationHere, readSpecification } from './specification';
import type { Specified } from './specification';

const SAMPLES = [
  customerSamples,
  deskCustomerSamples,
  organizationSamples,
  deskOrganizationSamples,
  propertySamples,
  deskSamples,
  requestTypeSamples,
  platformSamples,
  issueSamples,
];
/** Atlassian's own, behind another kind of sign-in. */
const INTERNAL = '/skip-permission-check';
const PLATFORM = [
  'user/search',
  'users/search',
  'user',
  'user/bulk',
  'user/email',
  'user/email/bulk',
  'permissions',
  'mypermissions',
  'myself',
  'project',
  'project/search',
  'serverInfo',
].map((name) => `GET /rest/api/3/${name}`);

const names = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
const samples = SAMPLES.flatMap((samplesOf) => samplesOf(seededIn(new JiraSite())));

describe('the samples', () => {
  it.each(names)('hold a successful call to %s', (name) => {
    expect(samples.some(({ operation, status }) => operation === name && status < 300)).toBe(true);
  });
});

/** Seen where it is skipped: the project stands without Atlassian's files. */
const describeWhereHere = isSpecificationHere ? describe : describe.skip;

describeWhereHere(
  `held against the OpenAPI specification${isSpecificationHere ? '' : ' (skipped: ../shared/openapi is not here)'}`,
  () => {
    let specification: ReadonlyMap<string, Specified>;
    beforeAll(() => {
      specification = readSpecification();
    });
    const specified = (name: string): Specified => {
      const found = specification.get(name);
      if (!found) throw new Error(`The specification has no ${name}`);
      return found;
    };

    it.each(samples.map((sample, index) => [sample.status, sample.as, sample.operation, index] as const))(
      'answers %i to %s on %s (sample %i)',
      async (status, _who, operation, index) => {
        const answer = await send(index);
        expect(answer.status).toBe(status);
        expect(specified(operation).statuses).toContain(status);
        expect(specified(operation).faultsOf(answer.status, answer.body)).toBeUndefined();
      },
    );

    it.each(names)('lets nobody at %s without a token, unless it is anonymous', async (name) => {
      const index = samples.findIndex(({ operation, status }) => operation === name && status < 300);
      const answer = await send(index, 'nobody');
      const { anonymous, statuses, faultsOf } = specified(name);
      expect(answer.status === 401).toBe(!anonymous || name.endsWith('requesttype/permissions/check'));
      expect(statuses).toContain(answer.status);
      expect(faultsOf(answer.status, answer.body)).toBeUndefined();
    });

    it.each(OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
      'asks for the scopes of %s, and opts in where it must',
      (name, { scopes, experimental = false, anonymous = false, path }) => {
        const expected = specified(name);
        expect(scopes.map(sorted)).toEqual(expected.scopes.map(sorted));
        expect(anonymous).toBe(expected.anonymous);
        // Jira's platform API marks experiments, too, but asks for no header.
        if (path.startsWith('/rest/servicedeskapi/')) expect(experimental).toBe(expected.experimental);
      },
    );

    it('models every operation on customers, organizations and service desks', () => {
      const wanted = [...specification.keys()].filter(
        (name) =>
          / \/rest\/servicedeskapi\/(customer|organization|servicedesk)(\/|$)/.test(name) &&
          !name.endsWith(INTERNAL),
      );
      expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
      expect(wanted.length).toBeGreaterThan(30);
    });

    it('models the calls to the Jira platform that an app like this makes', () => {
      const wanted = [...PLATFORM, 'POST /rest/api/3/permissions/check'];
      expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
    });
  },
);

/** Makes a sample's call on a site of its own. */
async function send(index: number, who?: string): Promise<Answered> {
  const profile = samples[index]?.profile ?? 'default';
  const site = new JiraSite({ profile });
  const seeded: Seeded = seededIn(site);
  const sample = SAMPLES.flatMap((samplesOf): Sample[] => samplesOf(seeded))[index];
  if (!sample) throw new Error(`There is no sample ${index}`);
  const { operation, path, before, as: whom, ...options } = sample;
  before?.(site);
  const caller = who ?? whom;
  const ask = caller === 'app' ? asApp(site) : as(site, caller);
  const [method = '', ownPath = ''] = operation.split(' ');
  return ask(method, path ?? ownPath, options);
}

function sorted(scopes: readonly string[]): string[] {
  return [...scopes].sort();
}
