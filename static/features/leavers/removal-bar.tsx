import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { LeaversStart } from '../../../src/contract/leavers';
import type { ReplyError } from '../../../src/contract/reply';
import Notice from '../../ui/notice';
import { Question } from '../../ui/question';
import { useTranslate } from '../../i18n/use-translate';
import { useTypedNumber } from '../import/use-typed-number';
import { useShare } from './use-share';

/** The last step before anybody is removed: the number, what share of the space that is, and the question. */
export function RemovalBar({
  people,
  skipped,
  start: { peopleMax, confirmFrom, leftToday },
  part,
  onRemove,
}: {
  /** Who are removed. */
  readonly people: number;
  readonly skipped: number;
  readonly start: LeaversStart;
  /** Of the rows that are sent, 0 to 1. */
  readonly part: number | undefined;
  /** @returns why it did not begin. */
  readonly onRemove: () => Promise<ReplyError | undefined>;
}): ReactElement {
  const t = useTranslate();
  const [isAsked, setAsked] = useState(false);
  const share = useShare(people);
  if (people === 0) return <Notice kind="information" title={t('leavers.nobody')} />;
  if (people > peopleMax || (leftToday !== null && people > leftToday)) {
    const title =
      people > peopleMax
        ? t('leavers.too-many', { count: people, max: peopleMax })
        : t('leavers.quota', { count: people, left: leftToday ?? 0 });
    return (
      <Notice kind="error" title={title}>
        {t('import.start.barred.next')}
      </Notice>
    );
  }
  if (part !== undefined) {
    return (
      <div className="row" aria-live="polite">
        <progress className="bar" value={part} max={1} aria-label={t('import.send.working')} />
        <span>{t('import.send.working')}</span>
      </div>
    );
  }
  const isTyped = people >= confirmFrom || share !== undefined;
  return (
    <div className="stack">
      {share !== undefined && <ShareWarning share={share} />}
      {isAsked ? (
        <RemoveQuestion
          people={people}
          isTyped={isTyped}
          onRemove={onRemove}
          onCancel={() => setAsked(false)}
        />
      ) : (
        <div>
          <Button appearance="danger" onClick={() => setAsked(true)}>
            {skipped > 0
              ? t('leavers.start.skip', { people, skipped })
              : t('leavers.start', { count: people })}
          </Button>
        </div>
      )}
    </div>
  );
}

/** A list of so many customers may be the list of all of them. */
function ShareWarning({ share }: { readonly share: number }): ReactElement {
  const t = useTranslate();
  const percent = new Intl.NumberFormat(t.locale, { style: 'percent' }).format(share);
  return <Notice kind="warning" title={t('leavers.share', { percent })} />;
}

function RemoveQuestion({
  people,
  isTyped,
  onRemove,
  onCancel,
}: {
  readonly people: number;
  /** The number has to be typed. */
  readonly isTyped: boolean;
  readonly onRemove: () => Promise<ReplyError | undefined>;
  readonly onCancel: () => void;
}): ReactElement {
  const t = useTranslate();
  const { field, check } = useTypedNumber('leavers-confirm', 'leavers', people);
  return (
    <Question
      title={t('leavers.question', { count: people })}
      confirm={t('leavers.start', { count: people })}
      danger
      gone={['leavers-not-allowed']}
      onGone={onCancel}
      onConfirm={() => (!isTyped || check() ? onRemove() : Promise.resolve(undefined))}
      onCancel={onCancel}
    >
      <p className="plain-text">{t('leavers.question.body')}</p>
      {isTyped && field}
    </Question>
  );
}
