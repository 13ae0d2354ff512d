import { JiraSite } from '../../local/jira/site';
import { as } from './people';

const ALL = '/rest/servicedeskapi/organization';

interface Page {
  readonly start: number;
  readonly limit: number;
  readonly size: number;
  readonly isLastPage: boolean;
  readonly values: readonly { readonly name: string }[];
  readonly _links: { readonly next?: string; readonly prev?: string };
}

let site: JiraSite;
beforeEach(() => {
  site = new JiraSite();
  for (let index = 0; index < 116; index += 1) site.state.addOrganization(`Made ${index}`);
});

async function pageAt(query: string): Promise<Page> {
  return (await as(site, 'agent')('GET', `${ALL}${query}`)).body as Page;
}

it.each([
  ['', 0, 50, 50, false],
  ['?start=50', 50, 50, 50, false],
  ['?start=100', 100, 50, 20, true],
  ['?start=70&limit=50', 70, 50, 50, true],
  ['?limit=7', 0, 7, 7, false],
  ['?limit=1000', 0, 50, 50, false],
  ['?limit=0', 0, 1, 1, false],
  ['?start=500', 500, 50, 0, true],
  ['?start=x&limit=-3', 0, 50, 50, false],
])(
  'of 120, the page “%s” starts at %i, with a limit of %i, holds %i, and is last: %s',
  async (query, start, limit, size, isLastPage) => {
    const page = await pageAt(query);
    expect(page).toMatchObject({ start, limit, size, isLastPage });
    expect(page.values).toHaveLength(size);
  },
);

it('leads from page to page until everything was seen once', async () => {
  const seen: string[] = [];
  for (let query: string | undefined = '?limit=40'; query !== undefined;) {
    const { values, _links } = await pageAt(query);
    seen.push(...values.map(({ name }) => name));
    query = _links.next && new URL(_links.next).search;
  }
  expect(new Set(seen).size).toBe(120);
  expect(seen).toHaveLength(120);
});

it('leads back', async () => {
  const { _links } = await pageAt('?start=60&limit=20');
  expect(new URL(_links.prev ?? '').search).toBe('?start=40&limit=20');
});

it('pages users by startAt and maxResults', async () => {
  const at = (query: string): Promise<unknown> =>
    as(site, 'agent')('GET', `/rest/api/3/users/search${query}`).then(({ body }) => body);
  const all = (await at('')) as unknown[];
  expect(await at('?startAt=2&maxResults=3')).toEqual(all.slice(2, 5));
});
