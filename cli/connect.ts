import * as z from 'zod/mini';
import type { Clock } from '../src/platform/clock';
import { accountIdSchema } from '../src/domain/ids';
import { readAnswer } from '../src/platform/jira/result';
import type { JiraResult, JiraError } from '../src/platform/jira/result';
import type { JiraClient } from '../src/platform/jira/client';
import { createConcurrencyLimit } from '../src/platform/jira/concurrency';
import { createTimeout } from '../src/platform/jira/timeout';
import { createRetry } from '../src/platform/jira/retry';
import type { Credentials } from './credentials';
import { CommandFailed } from './exit';
import { fetchCaller } from './fetch-caller';
import type { SiteAddress } from './site-address';
import { refusalWords } from './words';

const myselfSchema = z.object({ accountId: accountIdSchema });
const tenantSchema = z.object({ cloudId: z.string().check(z.regex(/^[0-9a-f-]{36}$/i)) });

/**
 * The account of the credentials, as a caller of Jira: at most 8 calls under way, and as
 * patient as Jira asks. Nothing tells a token with scopes from one without, so the site is asked first, and where it
 * does not know the token, the gateway that takes those with scopes.
 *
 * @throws CommandFailed where neither takes the token.
 */
export async function connect(
  site: SiteAddress,
  { kind, authorization }: Credentials,
  clock: Clock,
): Promise<JiraClient> {
  const prepared = preparation(clock);
  if (kind === 'basic') {
    const direct = prepared(fetchCaller(site.origin, authorization));
    const answer = await whoAmI(direct);
    if (answer.ok) return direct;
    if (answer.error.kind !== 'unauthorized') throw notConnected(answer.error, site);
  }
  const tenant = await cloudId(prepared(fetchCaller(site.origin, undefined)));
  if (!tenant.ok) throw notConnected(tenant.error, site);
  const gateway = prepared(
    fetchCaller(`${site.gateway}/ex/jira/${tenant.data.cloudId.toLowerCase()}`, authorization),
  );
  const answer = await whoAmI(gateway);
  if (!answer.ok) throw notConnected(answer.error, site);
  return gateway;
}

/** The same as the app does with its calls, but for the deadline: a command has none. */
function preparation(clock: Clock): (caller: JiraClient) => JiraClient {
  const time = { clock, deadline: Number.POSITIVE_INFINITY };
  const [retry, limit, patience] = [createRetry(time), createConcurrencyLimit(), createTimeout(time)];
  return (caller) => retry(limit(patience(caller)));
}

/** @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-myself/#api-rest-api-3-myself-get */
async function whoAmI(jira: JiraClient): Promise<JiraResult<z.infer<typeof myselfSchema>>> {
  const answer = await jira.requestJira(
    { value: '/rest/api/3/myself' },
    { headers: { Accept: 'application/json' } },
  );
  return readAnswer(answer, myselfSchema);
}

/** The site's name for the gateway; told to anybody. @see https://support.atlassian.com/jira/kb/retrieve-my-atlassian-sites-cloud-id/ */
async function cloudId(anybody: JiraClient): Promise<JiraResult<z.infer<typeof tenantSchema>>> {
  const answer = await anybody.requestJira(
    { value: '/_edge/tenant_info' },
    { headers: { Accept: 'application/json' } },
  );
  return readAnswer(answer, tenantSchema);
}

function notConnected(refusal: JiraError, { origin }: SiteAddress): CommandFailed {
  switch (refusal.kind) {
    case 'unauthorized':
      return new CommandFailed(
        /scope/i.test(refusal.detail)
          ? 'The token lacks a scope that this takes. --help lists the four that are needed.'
          : 'Jira does not take this token. Check GUESTLIST_EMAIL and GUESTLIST_TOKEN, and whether it has expired.',
      );
    case 'missing':
      return new CommandFailed(`There is no Jira site at ${origin}.`);
    case 'forbidden':
    case 'rejected':
    case 'conflict':
    case 'busy':
    case 'unavailable':
    case 'out-of-time':
    case 'withdrawn':
      return new CommandFailed(`${origin}: ${refusalWords(refusal)}`);
  }
}
