import type { Authority, SelfTest, SelfTestCheck } from '../../contract/authority';
import type { Clock } from '../../platform/clock';
import { isPassing } from '../../platform/jira/result';
import type { JiraResult } from '../../platform/jira/result';
import type { JiraClients } from '../../platform/jira/clients';
import { holdsAdminister } from '../../platform/jira/permissions';
import { canReadServiceDesks } from '../../platform/jira/service-desks';
import { DEFAULT_AUTHORITY } from './privileged';

interface Ports {
  readonly callers: Pick<JiraClients, 'app' | 'offline'>;
  readonly clock: Clock;
}

const ADMINISTER_CALL = 'GET /rest/api/3/mypermissions?permissions=ADMINISTER';
const READ_CALL = 'GET /rest/servicedeskapi/servicedesk?limit=1';

/**
 * Asks Jira whether the privileged account holds what the main job needs. Changes nothing.
 *
 * @returns never `waiting`: whether the app is so young that Jira may still be granting, the caller knows.
 */
export async function runSelfTest(authority: Authority | undefined, ports: Ports): Promise<SelfTest> {
  const who = authority ?? DEFAULT_AUTHORITY;
  const caller = who.kind === 'app' ? ports.callers.app : ports.callers.offline(who.accountId);
  const [administer, read] = await Promise.all([holdsAdminister(caller), canReadServiceDesks(caller)]);
  const checks: SelfTestCheck[] = [
    {
      check: 'administer',
      asked: ADMINISTER_CALL,
      answered: told(administer, (holds) => `ADMINISTER: ${holds ? 'yes' : 'no'}`),
      ok: administer.ok && administer.data,
    },
    {
      check: 'read',
      asked: READ_CALL,
      answered: told(read, (desks) => `${desks} service desk${desks === 1 ? '' : 's'}`),
      ok: read.ok,
    },
  ];
  return {
    at: new Date(ports.clock.now()).toISOString(),
    result: resultOf(administer, read),
    checks,
  };
}

/** A plain "no" is an answer, whatever became of the other question. */
function resultOf(administer: JiraResult<boolean>, read: JiraResult<number>): SelfTest['result'] {
  if (administer.ok && administer.data && read.ok) return 'ready';
  if (administer.ok && !administer.data) return 'lacks-power';
  const silent = [administer, read].some((answer) => !answer.ok && isPassing(answer.error));
  return silent ? 'unreachable' : 'lacks-power';
}

function told<T>(answer: JiraResult<T>, words: (data: T) => string): string {
  if (answer.ok) return `200, ${words(answer.data)}`;
  const { status, detail } = answer.error;
  return status === 0 ? 'no answer' : [status, detail].filter(Boolean).join(', ');
}
