import Button from '@atlaskit/button/new';
import Checkbox from '@atlaskit/checkbox';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportStart } from '../../../../src/contract/import';
import { ErrorNotice } from '../../../ui/error-notice';
import { useTranslate } from '../../../i18n/use-translate';
import { durationWords } from '../progress/duration';
import { ROW_KINDS } from '../file/reader';
import type { Preview as Plan, RowKind } from '../file/reader';
import { FilterButton } from '../result/filter-button';
import { KeptBack } from '../progress/kept-back';
import { PreviewTable } from './preview-table';
import { UnknownOrganizations } from './unknown-organizations';
import type { Lookup } from './use-lookup';
import type { Read, UseReading } from './use-reading';

/** What would become of each row, and what to decide before it does. */
export function Preview({
  start,
  read,
  preview,
  reading: { reader, change },
  lookUp,
}: {
  readonly start: ImportStart;
  readonly read: Read;
  readonly preview: Plan;
  readonly reading: UseReading;
  readonly lookUp: Lookup;
}): ReactElement {
  const t = useTranslate();
  const [kind, setKind] = useState<RowKind>();
  const { counts, rows, estimate } = preview;
  const shown = kind === undefined ? rows : counts[kind];
  return (
    <div className="stack" aria-busy={read.planning}>
      <p className="plain-text">
        {t('import.preview.sum', { count: preview.people })}{' '}
        {t('import.preview.cost', {
          calls: estimate.calls,
          duration: durationWords(estimate.seconds, t),
        })}
      </p>
      <LookUpBar preview={preview} lookUp={lookUp} />
      <UnknownOrganizations
        unknown={preview.unknownOrganizations}
        start={start}
        mapping={read.organizations}
        onMapping={(organizations) => change({ organizations })}
      />
      {start.rules.email === 'choice' && (
        <Checkbox
          label={t('import.notify')}
          isChecked={read.notify}
          onChange={(event) => change({ notify: event.target.checked })}
        />
      )}
      {start.rules.email === 'always' && <p className="plain-text">{t('invite.notify.always')}</p>}
      <div className="row" role="group" aria-label={t('import.preview.filter')}>
        <FilterButton
          label={t('import.kind.all')}
          count={rows}
          isOn={kind === undefined}
          onClick={() => setKind(undefined)}
        />
        {ROW_KINDS.filter((each) => counts[each] > 0 || each === kind).map((each) => (
          <FilterButton
            key={each}
            label={t(`import.kind.${each}`)}
            count={counts[each]}
            isOn={kind === each}
            onClick={() => setKind(each)}
          />
        ))}
      </div>
      <KeptBack reader={reader} count={counts.error} fileName={read.source.name} />
      {shown === 0 ? (
        <p className="quiet">{t('import.preview.none')}</p>
      ) : (
        <PreviewTable key={kind ?? 'all'} reader={reader} kind={kind} count={shown} version={read.version} />
      )}
    </div>
  );
}

/** Whether Jira was asked who has an account, and the way to ask about all others. */
function LookUpBar({
  preview,
  lookUp,
}: {
  readonly preview: Plan;
  readonly lookUp: Lookup;
}): ReactElement | null {
  const t = useTranslate();
  const { notLookedUp } = preview;
  const { working, error, start, stop } = lookUp;
  if (notLookedUp === 0 && !error) return null;
  return (
    <div className="stack-close">
      <div className="row" aria-live="polite">
        {working ? (
          <>
            <span>{t('import.look.working', { count: notLookedUp })}</span>
            <Button spacing="compact" onClick={stop}>
              {t('import.look.stop')}
            </Button>
          </>
        ) : (
          <>
            <span>{t('import.look.left', { count: notLookedUp })}</span>
            <Button spacing="compact" onClick={start}>
              {t('import.look.start')}
            </Button>
          </>
        )}
      </div>
      {error && <ErrorNotice error={error} kind="warning" title={t('import.look.failed')} />}
    </div>
  );
}
