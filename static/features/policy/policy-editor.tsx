import { showFlag } from '@forge/bridge';
import Button from '@atlaskit/button/new';
import { useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ProjectId } from '../../../src/domain/ids';
import type { Policy, PolicyInput } from '../../../src/domain/policy/policy';
import { call } from '../../platform/call';
import { siteOrganizations } from '../../platform/jira';
import Notice from '../../ui/notice';
import { once } from '../../ui/once';
import type { ProjectName } from './policy-changes';
import { useLeaveQuestion } from '../../ui/use-leave-question';
import { lockouts } from './lockout';
import { projectsOf } from './draft';
import type { Place } from './draft';
import { ProjectOverrides } from './project-overrides';
import { Review } from './review';
import { SaveBar } from './save-bar';
import { policySummary } from './summary';
import { editorId, SiteForm } from './site-form';
import { usePolicyDraft } from './use-policy-draft';
import { useReviewedDraft } from './use-reviewed-draft';
import type { Saved } from './use-reviewed-draft';
import './policy.css';
import { useTranslate } from '../../i18n/use-translate';
import type { Translate } from '../../i18n/use-translate';
import type { SharedPolicy } from './use-policy';
import { projectName } from '../../ui/project-name';

/** Edits the policy, shows what would change, and saves it. */
export function PolicyEditor({
  shown,
  shared,
  onGetStarted,
}: {
  readonly shown: Policy;
  readonly shared: SharedPolicy;
  readonly onGetStarted: () => void;
}): ReactElement {
  const t = useTranslate();
  const edited = usePolicyDraft(shown);
  const { base, draft, read, changes } = edited;
  const title = useRef<HTMLHeadingElement>(null);
  const steps = useReviewedDraft(title, edited.seen);
  const [opened, setOpened] = useState<ReadonlySet<ProjectId>>(new Set());
  const organizations = useMemo(() => once(siteOrganizations), []);
  useLeaveQuestion(edited.changed);

  const edit: typeof edited.edit = (change) => {
    steps.setStatus('');
    edited.edit(change);
  };
  const focusWrong = (): void => {
    if (read.ok) return;
    const { projectId } = read.at;
    if (projectId) setOpened(new Set([...opened, projectId]));
    focusOn(read.at);
  };
  const save = async (): Promise<Saved> => {
    if (!read.ok) return {};
    const reply = await call('policy.save', inputOf(read.policy));
    if (reply.ok) {
      edited.restart(reply.data);
      shared.put(reply.data);
      void showFlag({
        id: 'policy-saved',
        title: t('policy.saved.flag'),
        type: 'success',
        isAutoDismiss: true,
      });
      return { saved: true, words: t('policy.saved') };
    }
    if (reply.error.code !== 'policy-changed-meanwhile') return { error: reply.error };
    // The draft moves onto the newest by itself; the review goes on with what then differs.
    const newest = await shared.refresh();
    return newest.ok ? {} : { error: newest.error };
  };

  const nameOf = projectNames(base);
  if (steps.reviewing) {
    return (
      <Review
        changes={changes}
        theirs={edited.theirs}
        projectName={nameOf}
        warnings={read.ok ? lockoutWords(read.policy, nameOf, t) : []}
        error={steps.error}
        working={steps.working}
        onConfirm={() => void steps.save(save)}
        onBack={steps.back}
      />
    );
  }
  const isEmpty = Object.keys(base.projects).length === 0;
  return (
    <div className="stack policy">
      <h2 className="section-title" ref={title} tabIndex={-1}>
        {t('policy.title')}
      </h2>
      <p className="plain-text measure">{t('policy.intro')}</p>
      <section className="question stack-close" aria-labelledby="policy-summary">
        <h3 id="policy-summary" className="question-title">
          {t('policy.summary.title')}
        </h3>
        <p className="plain-text">{t.sentences(policySummary(base, t))}</p>
      </section>
      {isEmpty && <NoProject onGetStarted={onGetStarted} />}
      {edited.theirs && <Notice kind="warning" title={t('policy.merged.title')} />}
      <SiteForm
        fields={draft.site}
        checked={steps.checked}
        organizations={organizations}
        onField={(name, field) => edit((before) => ({ ...before, site: { ...before.site, [name]: field } }))}
      />
      {!isEmpty && (
        <ProjectOverrides
          policy={base}
          siteRules={read.ok ? read.policy.rules : base.rules}
          overrides={draft.overrides}
          opened={opened}
          checked={steps.checked}
          organizations={organizations}
          onOpen={(id) => setOpened(toggled(opened, id))}
          onFields={(projectId, fields) =>
            edit((before) => ({ ...before, overrides: { ...before.overrides, [projectId]: fields } }))
          }
        />
      )}
      <SaveBar
        changed={edited.changed}
        count={changes.length}
        problem={steps.checked && !read.ok}
        told={steps.status}
        onReview={() => steps.review(read.ok, focusWrong)}
        onDiscard={() => {
          edited.restart(base);
          steps.discard(t('policy.discarded'));
        }}
      />
    </div>
  );
}

/** Where no project is on, the rules hold nowhere yet. */
function NoProject({ onGetStarted }: { readonly onGetStarted: () => void }): ReactElement {
  const t = useTranslate();
  return (
    <Notice kind="information" title={t('policy.no-project.title')}>
      <div className="stack-close">
        <p className="plain-text">{t('policy.no-project.body')}</p>
        <div>
          <Button onClick={onGetStarted}>{t('policy.no-project.go')}</Button>
        </div>
      </div>
    </Notice>
  );
}

function inputOf({ version, rules, auditDays, projectAdminsMakeKeys, projects }: Policy): PolicyInput {
  return {
    version,
    rules,
    auditDays,
    projectAdminsMakeKeys,
    projects: Object.entries(projects).map(([id, { overrides }]) => ({
      projectId: id as ProjectId,
      overrides,
    })),
  };
}

function projectNames(policy: Policy): ProjectName {
  const names = new Map(projectsOf(policy).map(([id, project]) => [id, projectName(project)]));
  return (projectId) => names.get(projectId) ?? projectId;
}

function lockoutWords(policy: Policy, nameOf: ProjectName, t: Translate): string[] {
  return lockouts(policy).map(({ projectId, by }) =>
    t(`policy.lockout.${by}`, { place: projectId ? nameOf(projectId) : t('audit.whole-site') }),
  );
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  return new Set(set.has(item) ? [...set].filter((each) => each !== item) : [...set, item]);
}

function focusOn(at: Place): void {
  // Its project may have to be opened first.
  setTimeout(() => document.getElementById(editorId(at))?.focus());
}
