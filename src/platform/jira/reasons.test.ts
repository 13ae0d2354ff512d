import type { JiraError } from './result';
import { reasonOf } from './reasons';

const refusal = (but: Partial<JiraError>): JiraError => ({
  kind: 'rejected',
  status: 400,
  detail: '',
  mayHaveApplied: false,
  ...but,
});

test.each<[string, JiraError, object]>([
  [
    'busy, with the time that Jira named',
    refusal({ kind: 'busy', retryAfter: 6.2 }),
    { code: 'jira-busy', params: { seconds: 7 } },
  ],
  [
    'busy, with a guess where it named none',
    refusal({ kind: 'busy' }),
    { code: 'jira-busy', params: { seconds: 30 } },
  ],
  ['out of time', refusal({ kind: 'out-of-time' }), { code: 'out-of-time' }],
  ['silence', refusal({ kind: 'unavailable', status: 0 }), { code: 'jira-unavailable' }],
  [
    'a rejection, in Jira’s own words',
    refusal({ detail: 'Bad name.' }),
    { code: 'rejected-by-jira', params: { detail: 'Bad name.' } },
  ],
  [
    'a rejection without words, by its status',
    refusal({ kind: 'conflict', status: 409 }),
    { code: 'rejected-by-jira', params: { detail: 'HTTP 409' } },
  ],
])('tells %s', (_, given, reason) => {
  expect(reasonOf(given)).toEqual(reason);
});
