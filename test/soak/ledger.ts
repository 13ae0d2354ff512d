import type { Outcome } from '../../src/domain/invitation/outcome';
import type { SendResult } from '../../src/contract/invite';
import type { RowView } from '../../src/contract/import';
import type { Reply } from '../../src/contract/reply';
import { splitOrganizations } from '../../src/domain/invitation/cells';
import type { Entry } from './audit-log';
import { organizationOf } from './doors';
import type { Told } from './doors';
import type { Change } from './journal';
import type { Evidence } from './evidence';
import { PROJECTS } from './stage';

/** What the caller was told of one invitation, as far as the door tells it. */
interface Heard {
  readonly state: Outcome['state'] | 'todo' | 'waiting';
  readonly accountId?: string | undefined;
  readonly reason?: string | undefined;
  readonly steps?: Outcome['steps'];
  readonly id?: string | undefined;
  /** What the door says of the account, where it does not tell the steps. */
  readonly account?: string | undefined;
}

/** One customer whom a caller asked for at one of the doors. */
export interface Asked {
  readonly told: Told;
  readonly projectId: string;
  readonly email: string;
  readonly account: string | undefined;
  /** Ids of the organizations named, or meant by the policy's rule; those that never came to exist are left out. */
  readonly organizations: readonly string[];
  /** None was named: the policy's rule for the domain may have chosen one. */
  readonly ruled: boolean;
  readonly endsAt: string | undefined;
  /** `undefined` where the caller got no answer, or the whole request was refused. */
  readonly heard: Heard | undefined;
  /** The code of a refusal of the whole request. */
  readonly refusal: string | undefined;
  readonly row?: RowView;
}

/** The evidence in the form in which it is judged. */
export interface Ledger extends Evidence {
  readonly asked: readonly Asked[];
  readonly entries: readonly Entry[];
  readonly changes: readonly Change[];
  /** What the app did, account by account. */
  readonly changesOf: ReadonlyMap<string, readonly Change[]>;
  readonly emailOf: (account: string) => string;
}

export function ledgerOf(evidence: Evidence, entries: readonly Entry[]): Ledger {
  const { stage, told } = evidence;
  const { changes } = stage.journal;
  const changesOf = new Map<string, Change[]>();
  for (const change of changes) {
    if (change.account !== '' && change.what !== 'linked')
      changesOf.set(change.account, [...(changesOf.get(change.account) ?? []), change]);
  }
  return {
    ...evidence,
    asked: told.flatMap((each) => askedIn(each, evidence)),
    entries,
    changes,
    changesOf,
    emailOf: (account) => stage.site.jira.state.people.get(account)?.email ?? account,
  };
}

function askedIn(told: Told, evidence: Evidence): Asked[] {
  const { thing } = told;
  const { stage } = evidence;
  const ids = (names: readonly string[]): string[] =>
    names.flatMap((name) => stage.organizationId(name) ?? []);
  const one = (email: string, named: readonly string[], place: number, heard: Heard | undefined): Asked => ({
    told,
    projectId: 'space' in thing ? PROJECTS[thing.space] : PROJECTS.SUP,
    email,
    account: stage.accountOf(email),
    organizations: ids(named.length > 0 ? named : ruleFor(email)),
    ruled: named.length === 0,
    endsAt: told.ends[thing.does === 'import' ? place : 0],
    heard,
    refusal: refusalIn(told),
  });
  switch (thing.does) {
    case 'invite':
    case 'panel':
    case 'organization-panel': {
      const named =
        thing.does === 'organization-panel'
          ? [organizationOf(thing.organizations)]
          : thing.organizations.map(({ name }) => name);
      const outcomes = outcomesIn(told);
      return thing.emails.map((email, place) => one(email, named, place, heardOf(outcomes?.[place])));
    }
    case 'script':
    case 'api':
    case 'action': {
      const heard = thing.does === 'action' ? heardByRule(told) : heardByClient(told);
      return [
        one(
          thing.email,
          thing.organizations.map(({ name }) => name),
          0,
          heard,
        ),
      ];
    }
    case 'import': {
      const rows = evidence.imports.find(({ id }) => id === told.importId)?.rows;
      return thing.rows.map(({ email, organizations }, place): Asked => {
        const row = rows?.find(({ line }) => line === place + 2);
        const asked = one(email, splitOrganizations(organizations), place, row && heardOfRow(row));
        return { ...asked, ...(row && { row }) };
      });
    }
    default:
      return [];
  }
}

/** The policy of all stories leads these domains into these organizations. */
function ruleFor(email: string): string[] {
  const domain = email.trim().toLowerCase().split('@')[1];
  return domain === 'acme.example' ? ['Acme'] : domain === 'globex.example' ? ['Globex'] : [];
}

function outcomesIn({ answer }: Told): readonly Outcome[] | undefined {
  if (answer.kind !== 'reply') return undefined;
  const reply = answer.reply as Reply<SendResult>;
  return reply.ok ? reply.data.outcomes : undefined;
}

function heardOf(outcome: Outcome | undefined): Heard | undefined {
  return outcome && { ...outcome, reason: outcome.reason?.code };
}

function heardOfRow({ state, accountId, reason, account }: RowView): Heard {
  return { state, accountId, reason: reason?.code, account };
}

/** `created` and `exists` are all that is told of a customer who is in. */
function heardByClient({ answer }: Told): Heard | undefined {
  if (answer.kind !== 'status') return undefined;
  const body = answer.body as
    | {
        readonly state?: Outcome['state'];
        readonly reason?: { readonly code: string };
        readonly steps?: Outcome['steps'];
        readonly accountId?: string;
      }
    | undefined;
  if (body?.state) return { ...body, state: body.state, reason: body.reason?.code };
  const state =
    answer.status === 201 || answer.status === 200 ? 'done' : answer.status === 202 ? 'attention' : 'failed';
  return { state, ...(answer.status === 201 && { account: 'made' }) };
}

function heardByRule({ answer }: Told): Heard | undefined {
  if (answer.kind !== 'reply') return undefined;
  const result = answer.reply as {
    readonly status: string;
    readonly outputs?: { readonly outcome: string; readonly accountId: string | null };
  };
  const outcome = result.outputs?.outcome;
  if (outcome === undefined) return { state: 'failed' };
  return {
    state: outcome === 'attention' ? 'attention' : 'done',
    accountId: result.outputs?.accountId ?? undefined,
  };
}

function refusalIn({ answer, thing }: Told): string | undefined {
  if (answer.kind !== 'reply' || thing.does === 'action') return undefined;
  const reply = answer.reply as Reply<unknown>;
  return typeof reply === 'object' && !reply.ok ? reply.error.code : undefined;
}
