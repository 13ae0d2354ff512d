import { showFlag } from '@forge/bridge';
import { lazy, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ProjectId } from '../../../src/domain/ids';
import type { Policy, PolicyInput } from '../../../src/domain/policy/policy';
import type { PolicyChange } from '../../../src/domain/policy/policy-changes';
import { call } from '../../platform/call';
import { Later } from '../../ui/later';
import { Loading } from '../../ui/loading';
import type { ProjectName } from './policy-changes';
import { useLeaveQuestion } from '../../ui/use-leave-question';
import { lockouts } from './lockout';
import { projectsOf } from './draft';
import type { Place } from './draft';
import { PolicyForm } from './policy-form';
import { Review } from './review';
import { SaveBar } from './save-bar';
import type { OpenedVersion } from './open-version';
import { editorId } from './site-form';
import { usePolicyDraft } from './use-policy-draft';
import { useReviewedDraft } from './use-reviewed-draft';
import type { Saved } from './use-reviewed-draft';
import './policy.css';
import { useTranslate } from '../../i18n/use-translate';
import type { Translate } from '../../i18n/use-translate';
import type { SharedPolicy } from './use-policy';
import { projectName } from '../../ui/project-name';

const PolicyVersions = lazy(() => import('./policy-versions'));

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
  const [view, setView] = useState<'form' | 'versions'>('form');
  const [restored, setRestored] = useState<OpenedVersion>();
  const [opened, setOpened] = useState<ReadonlySet<ProjectId>>(new Set());
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
  const leaveVersions = (): void => {
    setView('form');
    setTimeout(() => title.current?.focus());
  };
  const save = useSave(edited, shared, () => setRestored(undefined));

  const nameOf = projectNames({ ...draft.on, ...base.projects });
  if (view === 'versions') {
    return (
      <Later fallback={<Loading />}>
        <PolicyVersions
          base={base}
          isEdited={edited.changed}
          projectName={nameOf}
          onOpened={(version) => {
            edit(() => version.draft);
            setRestored(version);
            leaveVersions();
          }}
          onBack={leaveVersions}
        />
      </Later>
    );
  }
  if (steps.reviewing) {
    return (
      <Review
        changes={changes}
        theirs={edited.theirs}
        projectName={nameOf}
        warnings={read.ok ? lockoutWords(read.policy, changes, nameOf, t) : []}
        error={steps.error}
        working={steps.working}
        onConfirm={() => void steps.save(save)}
        onBack={steps.back}
      />
    );
  }
  return (
    <PolicyForm
      title={title}
      edited={{ ...edited, edit }}
      checked={steps.checked}
      restored={restored}
      opened={opened}
      onOpened={setOpened}
      onVersions={() => setView('versions')}
      onGetStarted={onGetStarted}
    >
      <SaveBar
        changed={edited.changed}
        count={changes.length}
        problem={steps.checked && !read.ok}
        told={steps.status}
        onReview={() => steps.review(read.ok, focusWrong)}
        onDiscard={() => {
          edited.restart(base);
          setRestored(undefined);
          steps.discard(t('policy.discarded'));
        }}
      />
    </PolicyForm>
  );
}

/** Saves what the form says. */
function useSave(
  { read, restart }: Pick<ReturnType<typeof usePolicyDraft>, 'read' | 'restart'>,
  shared: SharedPolicy,
  onSaved: () => void,
): () => Promise<Saved> {
  const t = useTranslate();
  return async () => {
    if (!read.ok) return {};
    const reply = await call('policy.save', inputOf(read.policy));
    if (reply.ok) {
      restart(reply.data);
      onSaved();
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

function projectNames(projects: Policy['projects']): ProjectName {
  const names = new Map(projectsOf({ projects }).map(([id, project]) => [id, projectName(project)]));
  return (projectId) => names.get(projectId) ?? projectId;
}

/** Where no invitation is possible any more: by the rules, or since a version before had a project off. */
function lockoutWords(
  policy: Policy,
  changes: readonly PolicyChange[],
  nameOf: ProjectName,
  t: Translate,
): string[] {
  const off = changes.filter(({ rule, after }) => rule === 'enabled' && after === false);
  return [
    ...lockouts(policy).map(({ projectId, by }) =>
      t(`policy.lockout.${by}`, { place: projectId ? nameOf(projectId) : t('audit.whole-site') }),
    ),
    ...off.flatMap(({ projectId }) =>
      projectId ? [t('policy.lockout.off', { place: nameOf(projectId) })] : [],
    ),
  ];
}

function focusOn(at: Place): void {
  // Its project may have to be opened first.
  setTimeout(() => document.getElementById(editorId(at))?.focus());
}
