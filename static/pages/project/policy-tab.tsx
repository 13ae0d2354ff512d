import { useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ProjectId } from '../../../src/domain/ids';
import type { ProjectSettings } from '../../../src/domain/policy/policy';
import type { SomeRules } from '../../../src/domain/policy/rules';
import type { PolicyChange } from '../../../src/domain/policy/policy-changes';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { linkedOrganizations, serviceProjects, siteOrganizations } from '../../platform/jira';
import type { OrganizationOption } from '../../platform/jira';
import { once } from '../../ui/once';
import { useLeaveQuestion } from '../../ui/use-leave-question';
import { fieldsOf } from '../../features/policy/draft';
import { lockedBy } from '../../features/policy/lockout';
import { OwnRules } from '../../features/policy/own-rules';
import '../../features/policy/policy.css';
import { Review } from '../../features/policy/review';
import { SaveBar } from '../../features/policy/save-bar';
import { SETTINGS } from '../../features/policy/settings';
import type { SettingName } from '../../features/policy/setting';
import { useReviewedDraft } from '../../features/policy/use-reviewed-draft';
import type { Saved } from '../../features/policy/use-reviewed-draft';
import { useTranslate } from '../../i18n/use-translate';
import type { Translate } from '../../i18n/use-translate';
import { othersChanges, ownChanges, readOwn, rebaseOwn } from '../../features/policy/own-draft';

const NO_CHANGES: readonly PolicyChange[] = [];
/** Others save other projects at any time, which need not trouble this one. */
const SAVES_MAX = 4;

/** What the site allows in this project, and where the project is stricter. */
export default function PolicyTab({
  settings,
  onSettings,
}: {
  readonly settings: ProjectSettings;
  readonly onSettings: (settings: ProjectSettings) => void;
}): ReactElement {
  const t = useTranslate();
  const [fields, setFields] = useState(() => fieldsOf(settings.own));
  const [theirs, setTheirs] = useState<readonly PolicyChange[]>();
  const title = useRef<HTMLHeadingElement>(null);
  const steps = useReviewedDraft(title, () => setTheirs(undefined));
  const { projectId, site } = settings;
  const organizations = useMemo(() => once(() => choosable(projectId, site)), [projectId, site]);
  const read = readOwn(fields, settings);
  const changes = read.ok ? ownChanges(settings, read.own) : NO_CHANGES;
  const changed = !read.ok || changes.length > 0;
  useLeaveQuestion(changed);

  const focusWrong = (): void => {
    if (!read.ok) document.getElementById(`own-${read.at}`)?.focus();
  };
  const save = async (): Promise<Saved> => {
    if (!read.ok) return {};
    const result = await saveOwn(settings, read.own);
    if (result.became === 'refused') return { error: inWords(result.error, t) };
    onSettings(result.settings);
    if (result.became === 'saved') {
      setFields(fieldsOf(result.settings.own));
      return { saved: true, words: t('policy.saved') };
    }
    setFields(rebaseOwn(fields, settings, result.settings));
    setTheirs(othersChanges(settings, result.settings));
    return {};
  };

  if (steps.reviewing) {
    return (
      <Review
        changes={changes}
        theirs={theirs}
        projectName={() => t('project.here')}
        warnings={read.ok ? lockoutWords(settings, read.own, t) : []}
        error={steps.error}
        working={steps.working}
        onConfirm={() => void steps.save(save)}
        onBack={steps.back}
      />
    );
  }
  return (
    <div className="stack policy">
      <h2 className="section-title" ref={title} tabIndex={-1}>
        {t('project.policy.title')}
      </h2>
      <p className="plain-text measure">{t('project.policy.body', { count: settings.auditDays })}</p>
      <OwnRules
        idPrefix="own"
        words={{ inherits: 'project.allows', set: 'project.set', setOf: 'project.set.of' }}
        inherited={site}
        fields={fields}
        bounded="stricter"
        checked={steps.checked}
        organizations={organizations}
        onFields={(next) => {
          steps.setStatus('');
          setFields(next);
        }}
      />
      <SaveBar
        changed={changed}
        count={changes.length}
        problem={steps.checked && !read.ok}
        told={steps.status}
        onReview={() => steps.review(read.ok, focusWrong)}
        onDiscard={() => {
          setFields(fieldsOf(settings.own));
          steps.discard(t('policy.discarded'));
        }}
      />
    </div>
  );
}

type SavedOwn =
  | { readonly became: 'saved'; readonly settings: ProjectSettings }
  /** Another admin saved; these are the newest. */
  | { readonly became: 'outdated'; readonly settings: ProjectSettings }
  | { readonly became: 'refused'; readonly error: ReplyError };

/** Saves, also onto a newer policy, unless that says something else of this project. */
async function saveOwn(settings: ProjectSettings, own: SomeRules): Promise<SavedOwn> {
  let { version } = settings;
  for (let tries = 1; ; tries += 1) {
    const reply = await call('project.save', { version, own });
    if (reply.ok) return { became: 'saved', settings: reply.data };
    if (reply.error.code !== 'policy-changed-meanwhile') return { became: 'refused', error: reply.error };
    const newest = await call('project.show', {});
    if (!newest.ok) return { became: 'refused', error: newest.error };
    const isOther = othersChanges(settings, newest.data).length > 0;
    if (isOther || tries === SAVES_MAX) return { became: 'outdated', settings: newest.data };
    ({ version } = newest.data);
  }
}

/** The organizations that the site lets this project choose from, as far as Jira shows them to the person. */
async function choosable(
  projectId: ProjectId,
  { organizations, onlyOrganizations, domainOrganizations }: ProjectSettings['site'],
): Promise<readonly OrganizationOption[]> {
  if (onlyOrganizations.length > 0) return onlyOrganizations.map(asOption);
  if (organizations === 'any') return siteOrganizations();
  const here = (await serviceProjects()).find((project) => project.projectId === projectId);
  const linked = here ? await linkedOrganizations(here.serviceDeskId) : [];
  const ruled = domainOrganizations.map(({ organization }) => asOption(organization));
  return [...new Map([...ruled, ...linked].map((option) => [option.id, option])).values()];
}

function asOption({ id, name }: Pick<OrganizationOption, 'id' | 'name'>): OrganizationOption {
  return { id, name, scimManaged: false };
}

function lockoutWords({ site }: ProjectSettings, own: SomeRules, t: Translate): string[] {
  const deniedDomains = [...site.deniedDomains, ...(own.deniedDomains ?? [])];
  return lockedBy({ ...site, ...own, deniedDomains }).map((by) =>
    t(`policy.lockout.${by}`, { place: t('project.here') }),
  );
}

/** The refusal names the rule as the contract calls it; people know it by its label. */
function inWords(error: ReplyError, t: Translate): ReplyError {
  const name = Object.keys(SETTINGS).find((each): each is SettingName => each === error.params?.['rule']);
  return name ? { ...error, params: { ...error.params, rule: t(SETTINGS[name].label) } } : error;
}
