import type { Actor } from '../../../src/domain/actor';
import type { AuditEntry } from '../../../src/contract/audit';
import type { AccountId, ProjectId } from '../../../src/domain/ids';
import { importCountWords } from '../../ui/counts';
import { reasonWords } from '../../ui/reason-words';
import type { Translate } from '../../i18n/use-translate';

/** Names of accounts, as Jira shows them to the person at the page. */
export type Names = ReadonlyMap<AccountId, string>;
/** Projects by id, as they are called. */
export type ProjectNames = ReadonlyMap<ProjectId, string>;

export function actorWords(actor: Actor, names: Names, t: Translate): string {
  switch (actor.kind) {
    case 'person':
      return names.get(actor.accountId) ?? t('admin.person.unknown');
    case 'key':
      return t('audit.actor.key', { name: actor.name });
    case 'nobody':
    case 'schedule':
    case 'erased':
      return t(`audit.actor.${actor.kind}`);
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
export function eventTitle(entry: AuditEntry, t: Translate): string {
  switch (entry.event) {
    case 'invitation':
    case 'refusal':
      return t(`audit.event.${entry.event}`);
    case 'policy':
      return t('audit.event.policy', { count: entry.changes.length });
    case 'key':
      return t(`audit.event.key.${entry.action}`, { name: entry.keyName });
    case 'organization':
      return t(`audit.event.organization.${entry.action}`, { name: entry.organizationName });
    case 'authority':
      return t(`audit.event.authority.${entry.action}`);
    case 'proof':
      return t(`audit.event.proof.${entry.action}`);
    case 'access':
      return t(`audit.event.access.${entry.action}`, { date: t.dateTime(entry.endsAt) });
    case 'look':
      return t('audit.event.look', { count: entry.addresses });
    case 'domain-rule':
      return t('audit.event.domain-rule', { name: entry.organizationName });
    case 'upkeep':
      return t(`audit.event.upkeep.${entry.action}`);
    case 'import':
      return entry.removes
        ? t(`audit.event.leavers.${entry.action}`, { count: entry.people })
        : t(`audit.event.import.${entry.action}`, { count: entry.people });
  }
}

/** What belongs to it, where there is more to say. */
export function eventDetail(entry: AuditEntry, t: Translate): string {
  switch (entry.event) {
    case 'invitation':
      return t.list([
        entry.account ? t(`audit.account.${entry.account}`) : '',
        inOrganizations(entry.organizations, t),
        entry.emailed ? t('audit.emailed') : '',
        entry.line === undefined ? '' : t('audit.import.line', { line: entry.line }),
        entry.issueKey === undefined ? '' : t('audit.from-request', { key: entry.issueKey }),
        throughWords(entry.actor, t),
      ]);
    case 'access':
      return t.list([entry.desk ? t('audit.access.desk') : '', inOrganizations(entry.organizations, t)]);
    case 'import':
      return importCountWords(entry, t);
    case 'refusal':
      return t('audit.asked', { asked: askedWords(entry.asked, t) });
    case 'organization':
      return t('audit.organization.id', { id: entry.organizationId });
    case 'upkeep':
      return t.list([
        entry.ruleDomain ?? '',
        entry.organizationName ?? '',
        entry.changesMax === undefined ? '' : t('audit.upkeep.limit', { count: entry.changesMax }),
      ]);
    case 'key':
      return t.list(
        (entry.limits ?? []).map((limit) => t(`audit.key.${limit === 'dailyQuota' ? 'quota' : limit}`)),
      );
    case 'domain-rule':
    case 'look':
    case 'policy':
    case 'authority':
    case 'proof':
      return '';
  }
}

function inOrganizations(names: readonly string[], t: Translate): string {
  return names.length > 0 ? t('audit.organizations', { names: t.list(names) }) : '';
}

/** What acted in the person's name; empty where they did it themselves. */
function throughWords(actor: Actor, t: Translate): string {
  const through = actor.kind === 'person' ? actor.through : undefined;
  if (through?.kind === 'rovo') return t('audit.through.rovo');
  if (through?.name !== undefined) return t('audit.through.rule', { name: through.name });
  return through ? t('audit.through.rule-unnamed') : '';
}

/** The doors that a refusal can name, by the beginnings of their functions. */
const DOORS = [
  'invite',
  'import',
  'access',
  'removal',
  'leavers',
  'issue',
  'organization',
  'authority',
  'proof',
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
function askedWords(asked: string, t: Translate): string {
  const door = DOORS.find((each) => asked === each || asked.startsWith(`${each}.`));
  return door ? t(`audit.door.${door}`) : asked;
}

/** Who the customer is; empty where no account is known. */
export function customerWords({ customer }: AuditEntry, names: Names, t: Translate): string {
  return customer ? (names.get(customer) ?? t('admin.person.unknown')) : '';
}

export function projectWords({ projectId }: AuditEntry, projects: ProjectNames, t: Translate): string {
  return projectId === undefined ? t('audit.whole-site') : (projects.get(projectId) ?? projectId);
}

export function whyWords({ reason, domain }: AuditEntry, t: Translate): string {
  return reason ? reasonWords(reason, t, domain === undefined ? {} : { domain }) : '';
}
