import { enabledProjects } from '../../../src/domain/policy/policy';
import type { Policy } from '../../../src/domain/policy/policy';
import type { Inviter, Rules } from '../../../src/domain/policy/rules';
import type { MessageKey } from '../../../src/i18n/translate';
import type { Translate } from '../../i18n/use-translate';

const WHO = {
  agents: 'policy.summary.who.agents',
  projectAdmins: 'policy.summary.who.project-admins',
  permission: 'policy.summary.who.permission',
} as const satisfies Record<Inviter, MessageKey>;

/** Names in a sentence; the others are counted. */
const NAMED_MAX = 3;

/**
 * What holds, in sentences: “In 31 spaces, agents may invite anyone except at denied.example.” The first says who may
 * invite whom where, the second how many; what is as on a new site is left out of the others.
 */
export function policySummary(policy: Policy, t: Translate): readonly string[] {
  const { rules } = policy;
  const projects = enabledProjects(policy);
  const own = projects.filter(
    ([, { overrides, own: set }]) => Object.keys({ ...overrides, ...set }).length > 0,
  );
  const main = projects.length === 0 ? t('policy.summary.off') : whoInvitesWhom(rules, projects.length, t);
  return [
    main,
    limitWords(rules, t),
    rules.accounts === 'existing' ? t('policy.summary.existing') : '',
    organizationWords(rules, t),
    // “Their own”, as on a new site, is what anybody expects.
    rules.mayRemove === 'own' ? '' : t(`policy.summary.remove.${rules.mayRemove}`),
    rules.leavers === 'added' ? '' : t(`policy.summary.leavers.${rules.leavers}`),
    own.length > 0 ? t('policy.summary.overrides', { count: own.length }) : '',
  ].filter((sentence) => sentence !== '');
}

function whoInvitesWhom(
  { mayInvite, allowedDomains, deniedDomains }: Rules,
  count: number,
  t: Translate,
): string {
  if (mayInvite.length === 0) return t('policy.summary.nobody');
  const who = andWords(
    mayInvite.map((each) => t(WHO[each])),
    t,
  );
  const denied = namedWords(deniedDomains, t);
  if (allowedDomains.length > 0) {
    const only = t('policy.summary.only', { count, who, allowed: namedWords(allowedDomains, t) });
    return t.sentences([only, denied && t('policy.summary.denied', { denied })]);
  }
  return denied
    ? t('policy.summary.except', { count, who, denied })
    : t('policy.summary.anyone', { count, who });
}

function limitWords({ dailyPerPerson, dailyPerProject }: Rules, t: Translate): string {
  if (dailyPerPerson === null && dailyPerProject === null) return t('policy.summary.no-limit');
  return t.sentences([
    dailyPerPerson === null ? '' : t('policy.summary.per-person', { count: dailyPerPerson }),
    dailyPerProject === null ? '' : t('policy.summary.per-project', { count: dailyPerProject }),
  ]);
}

function organizationWords({ organizations, onlyOrganizations }: Rules, t: Translate): string {
  if (organizations === 'none' || onlyOrganizations.length === 0) {
    return t(`policy.summary.organizations.${organizations}`);
  }
  const names = namedWords(
    onlyOrganizations.map(({ name }) => name),
    t,
  );
  return t('policy.summary.organizations.only', { names });
}

function namedWords(names: readonly string[], t: Translate): string {
  const more = names.length - NAMED_MAX;
  const shown = more > 1 ? [...names.slice(0, NAMED_MAX), t('policy.summary.more', { count: more })] : names;
  return andWords(shown, t);
}

function andWords(items: readonly string[], t: Translate): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : t('policy.summary.and', { first: t.list(items.slice(0, -1)), last });
}
