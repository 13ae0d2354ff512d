import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { LeaversStart } from '../../../src/contract/leavers';
import type { ReplyError } from '../../../src/contract/reply';
import { describedBy, Field } from '../../ui/field';
import Notice from '../../ui/notice';
import { Question } from '../../ui/question';
import { useTranslate } from '../../i18n/use-translate';
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
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const confirm = async (): Promise<ReplyError | undefined> => {
    // However a language groups the digits.
    const isRight = !isTyped || typed.replace(/\D/g, '') === String(people);
    setWrong(!isRight);
    return isRight ? onRemove() : undefined;
  };
  return (
    <Question
      title={t('leavers.question', { count: people })}
      confirm={t('leavers.start', { count: people })}
      danger
      gone={['leavers-not-allowed']}
      onGone={onCancel}
      onConfirm={confirm}
      onCancel={onCancel}
    >
      <p className="plain-text">{t('leavers.question.body')}</p>
      {isTyped && (
        <Field
          id="leavers-confirm"
          label={t('import.confirm.label', { count: people })}
          help={t('leavers.confirm.help', { count: people })}
          problem={wrong && t('import.confirm.wrong', { count: people })}
        >
          <div className="confirm-number">
            <Textfield
              id="leavers-confirm"
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              isInvalid={wrong}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setWrong(false);
              }}
              aria-describedby={describedBy('leavers-confirm')}
            />
          </div>
        </Field>
      )}
    </Question>
  );
}
