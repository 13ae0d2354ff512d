import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { PolicyVersionView } from '../../../src/contract/policy-versions';
import type { ReplyError } from '../../../src/contract/reply';
import type { AccountId } from '../../../src/domain/ids';
import type { Policy } from '../../../src/domain/policy/policy';
import { useTranslate } from '../../i18n/use-translate';
import type { Translate } from '../../i18n/use-translate';
import { call } from '../../platform/call';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/loading';
import Notice from '../../ui/notice';
import { PolicyChangeList } from './policy-changes';
import type { ProjectName } from './policy-changes';
import { openVersion } from './open-version';
import type { OpenedVersion } from './open-version';
import { saverWords, useVersions } from './use-versions';

/** More changes than are read at a glance open on demand. */
const CHANGES_SHOWN = 5;

/** The versions of the policy that are kept, and the way back to each. */
export default function PolicyVersions({
  base,
  isEdited,
  projectName,
  onOpened,
  onBack,
}: {
  readonly base: Policy;
  /** Whether there are edits that going back replaces. */
  readonly isEdited: boolean;
  readonly projectName: ProjectName;
  readonly onOpened: (version: OpenedVersion) => void;
  readonly onBack: () => void;
}): ReactElement {
  const t = useTranslate();
  const title = useRef<HTMLHeadingElement>(null);
  const { loaded, reload } = useVersions(base.version);
  const [opening, setOpening] = useState<number>();
  const [error, setError] = useState<ReplyError>();
  useEffect(() => title.current?.focus(), []);
  const open = async ({ version, at }: PolicyVersionView): Promise<void> => {
    setOpening(version);
    setError(undefined);
    const reply = await call('policy.version', { version });
    if (reply.ok) onOpened(await openVersion(reply.data, at, base));
    else setError(reply.error);
    setOpening(undefined);
  };
  return (
    <section className="stack review" aria-labelledby="versions-title">
      <h2 id="versions-title" className="section-title" ref={title} tabIndex={-1}>
        {t('policy.versions.title')}
      </h2>
      <p className="plain-text measure">{t('policy.versions.body')}</p>
      {isEdited && <Notice kind="warning" title={t('policy.versions.replaces')} />}
      {error && <ErrorNotice error={error} />}
      {!loaded && <Loading />}
      {loaded && 'error' in loaded && (
        <ErrorNotice
          error={loaded.error}
          title={t('policy.versions.failed')}
          action={<Button onClick={reload}>{t('ui.retry')}</Button>}
        />
      )}
      {loaded && 'list' in loaded && loaded.list.length < 2 && (
        <Notice kind="information" title={t('policy.versions.none.title')}>
          <p className="plain-text">{t('policy.versions.none.body')}</p>
        </Notice>
      )}
      {loaded && 'list' in loaded && (
        <ol className="plain-list version-list">
          {loaded.list.map((version) => (
            <Version
              key={version.version}
              version={version}
              names={loaded.names}
              isCurrent={version.version === base.version}
              isOpening={opening === version.version}
              projectName={projectName}
              onOpen={() => void open(version)}
            />
          ))}
        </ol>
      )}
      <div>
        <Button onClick={onBack}>{t('policy.versions.back')}</Button>
      </div>
    </section>
  );
}

function Version({
  version,
  names,
  isCurrent,
  isOpening,
  projectName,
  onOpen,
}: {
  readonly version: PolicyVersionView;
  readonly names: ReadonlyMap<AccountId, string>;
  readonly isCurrent: boolean;
  readonly isOpening: boolean;
  readonly projectName: ProjectName;
  readonly onOpen: () => void;
}): ReactElement {
  const t = useTranslate();
  const words = whoAndWhen(version, names, t);
  return (
    <li className="stack-close">
      <div className="title-bar">
        <h3 className="question-title">
          {words} {isCurrent && <Lozenge appearance="success">{t('policy.versions.current')}</Lozenge>}
        </h3>
        {!isCurrent && (
          <Button
            spacing="compact"
            isLoading={isOpening}
            aria-label={t('policy.versions.restore.of', { date: words })}
            onClick={onOpen}
          >
            {t('policy.versions.restore')}
          </Button>
        )}
      </div>
      <Changes version={version} projectName={projectName} />
    </li>
  );
}

function Changes({
  version: { changes },
  projectName,
}: {
  readonly version: PolicyVersionView;
  readonly projectName: ProjectName;
}): ReactElement {
  const t = useTranslate();
  if (!changes || changes.length === 0) {
    return <p className="quiet">{t(changes ? 'policy.versions.same' : 'policy.versions.oldest')}</p>;
  }
  const list = <PolicyChangeList changes={changes} projectName={projectName} />;
  if (changes.length <= CHANGES_SHOWN) return list;
  return (
    <details>
      <summary>{t('policy.versions.changes', { count: changes.length })}</summary>
      {list}
    </details>
  );
}

function whoAndWhen(
  { version, at, actor }: PolicyVersionView,
  names: ReadonlyMap<AccountId, string>,
  t: Translate,
): string {
  if (version === 0) return t('policy.versions.first');
  if (!at || !actor) return t('policy.versions.unknown');
  return t('policy.versions.by', { name: saverWords(actor, names, t), date: t.dateTime(at) });
}
