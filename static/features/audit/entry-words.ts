import type { Actor } from '../../../src/domain/actor';
import type { AuditEntry } from '../../../src/contract/audit';
import type { AccountId, ProjectId } from '../../../src/domain/ids';
import { reasonWords } from '../../ui/reason-words';
import type { Words } from '../../i18n/words';

/** Names of accounts, as Jira shows them to the person at the page. */
export type Names = ReadonlyMap<AccountId, string>;
/** Projects by id, as they are called. */
export type ProjectNames = ReadonlyMap<ProjectId, string>;

export function actorWords(actor: Actor, names: Names, say: Words): string {
  switch (actor.kind) {
    case 'person':
      return names.get(actor.accountId) ?? say('admin.person.unknown');
    case 'key':
      return say('audit.actor.key', { name: actor.name });
    case 'nobody':
    case 'schedule':
    case 'erased':
      return say(`audit.actor.${actor.kind}`);
  }
}

/** Whose account or key it is: names change, ids do not. */
export function actorId(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.accountId;
    case 'key':
      return actor.keyId;
    case 'nobody':
    case 'schedule':
    case 'erased':
      return '';
  }
}

/** What happened, in one line. */
export function eventTitle(entry: AuditEntry, say: Words): string {
  switch (entry.event) {
    case 'invitation':
    case 'refusal':
      return say(`audit.event.${entry.event}`);
    case 'policy':
      return say('audit.event.policy', { count: entry.changes.length });
    case 'key':
      return say(`audit.event.key.${entry.action}`, { name: entry.keyName });
    case 'organization':
      return say(`audit.event.organization.${entry.action}`, { name: entry.organizationName });
    case 'authority':
      return say(`audit.event.authority.${entry.action}`);
    case 'access':
      return say(`audit.event.access.${entry.action}`, { date: say.dateTime(entry.endsAt) });
    case 'look':
      return say('audit.event.look', { count: entry.addresses });
    case 'domain-rule':
      return say('audit.event.domain-rule', { name: entry.organizationName });
    case 'upkeep':
      return say(`audit.event.upkeep.${entry.action}`);
    case 'import':
      return say(`audit.event.import.${entry.action}`, { count: entry.people });
  }
}

/** What belongs to it, where there is more to say. */
export function eventDetail(entry: AuditEntry, say: Words): string {
  switch (entry.event) {
    case 'invitation':
      return say.list([
        entry.account ? say(`audit.account.${entry.account}`) : '',
        inOrganizations(entry.organizations, say),
        entry.emailed ? say('audit.emailed') : '',
        entry.line === undefined ? '' : say('audit.import.line', { line: entry.line }),
        entry.issueKey === undefined ? '' : say('audit.from-request', { key: entry.issueKey }),
        throughWords(entry.actor, say),
      ]);
    case 'access':
      return say.list([
        entry.desk ? say('audit.access.desk') : '',
        inOrganizations(entry.organizations, say),
      ]);
    case 'import': {
      const { created, existed, attention, failed } = entry;
      return say('audit.import', { created, existed, attention, failed });
    }
    case 'refusal':
      return say('audit.asked', { asked: askedWords(entry.asked, say) });
    case 'organization':
      return say('audit.organization.id', { id: entry.organizationId });
    case 'upkeep':
      return say.list([
        entry.ruleDomain ?? '',
        entry.organizationName ?? '',
        entry.changesMax === undefined ? '' : say('audit.upkeep.limit', { count: entry.changesMax }),
      ]);
    case 'domain-rule':
    case 'look':
    case 'policy':
    case 'key':
    case 'authority':
      return '';
  }
}

function inOrganizations(names: readonly string[], say: Words): string {
  return names.length > 0 ? say('audit.organizations', { names: say.list(names) }) : '';
}

/** What acted in the person's name; empty where they did it themselves. */
function throughWords(actor: Actor, say: Words): string {
  const through = actor.kind === 'person' ? actor.through : undefined;
  if (through?.kind === 'rovo') return say('audit.through.rovo');
  if (through?.name !== undefined) return say('audit.through.rule', { name: through.name });
  return through ? say('audit.through.rule-unnamed') : '';
}

/** The doors that somebody can have knocked at, as their functions begin. */
const DOORS = [
  'invite',
  'import',
  'access',
  'issue',
  'organization',
  'authority',
  'policy',
  'keys',
  'audit',
  'upkeep',
  'project',
  'api',
  'script',
  'action',
] as const;

/** What was called, `policy.save` or `script`, by its door. */
function askedWords(asked: string, say: Words): string {
  const door = DOORS.find((each) => asked === each || asked.startsWith(`${each}.`));
  return door ? say(`audit.door.${door}`) : asked;
}

/** Who the customer is; empty where no account is known. */
export function customerWords({ customer }: AuditEntry, names: Names, say: Words): string {
  return customer ? (names.get(customer) ?? say('admin.person.unknown')) : '';
}

export function projectWords({ projectId }: AuditEntry, projects: ProjectNames, say: Words): string {
  return projectId === undefined ? say('audit.whole-site') : (projects.get(projectId) ?? projectId);
}

export function whyWords({ reason, domain }: AuditEntry, say: Words): string {
  return reason ? reasonWords(reason, say, domain === undefined ? {} : { domain }) : '';
}
