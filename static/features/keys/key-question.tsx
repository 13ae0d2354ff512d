import { RadioGroup } from '@atlaskit/radio';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ApiKeyView } from '../../../src/contract/api-key';
import type { ReplyError } from '../../../src/contract/reply';
import { Question } from '../../ui/question';
import { useTranslate } from '../../i18n/use-translate';

/** How long the old secret may still open, in hours. */
const OVERLAPS = [
  { hours: '0', word: 'none' },
  { hours: '1', word: 'hour' },
  { hours: '24', word: 'day' },
  { hours: '168', word: 'week' },
] as const;

const GONE = ['key-gone'] as const;

/** Asks before a key is rotated or revoked. */
export function KeyQuestion({
  what,
  onRotate,
  onRevoke,
  ...asked
}: {
  readonly what: 'rotate' | 'revoke';
  readonly apiKey: ApiKeyView;
  readonly onRotate: (overlapHours: number) => Promise<ReplyError | undefined>;
  readonly onRevoke: () => Promise<ReplyError | undefined>;
  readonly onCancel: () => void;
  readonly onGone: () => void;
}): ReactElement {
  return what === 'rotate' ? (
    <RotateQuestion {...asked} onRotate={onRotate} />
  ) : (
    <RevokeQuestion {...asked} onRevoke={onRevoke} />
  );
}

/** Asks how long the old secret still opens, then rotates. */
function RotateQuestion({
  apiKey: { name },
  onRotate,
  onCancel,
  onGone,
}: {
  readonly apiKey: ApiKeyView;
  readonly onRotate: (overlapHours: number) => Promise<ReplyError | undefined>;
  readonly onCancel: () => void;
  readonly onGone: () => void;
}): ReactElement {
  const t = useTranslate();
  const [hours, setHours] = useState('24');
  return (
    <Question
      title={t('keys.rotate.title', { name })}
      confirm={t('keys.rotate.confirm')}
      onConfirm={() => onRotate(Number(hours))}
      onCancel={onCancel}
      gone={GONE}
      onGone={onGone}
    >
      <p className="plain-text">{t('keys.rotate.body')}</p>
      <div className="stack-close">
        <strong id="overlap-label">{t('keys.overlap')}</strong>
        <RadioGroup
          labelId="overlap-label"
          options={OVERLAPS.map(({ hours: value, word }) => ({
            name: 'overlap',
            value,
            label: t(`keys.overlap.${word}`),
          }))}
          value={hours}
          onChange={(event) => setHours(event.currentTarget.value)}
        />
      </div>
    </Question>
  );
}

/** Says what stops, then revokes. */
function RevokeQuestion({
  apiKey: { name },
  onRevoke,
  onCancel,
  onGone,
}: {
  readonly apiKey: ApiKeyView;
  readonly onRevoke: () => Promise<ReplyError | undefined>;
  readonly onCancel: () => void;
  readonly onGone: () => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <Question
      title={t('keys.revoke.title', { name })}
      confirm={t('keys.revoke.confirm')}
      danger
      onConfirm={onRevoke}
      onCancel={onCancel}
      gone={GONE}
      onGone={onGone}
    >
      <p className="plain-text">{t('keys.revoke.body')}</p>
    </Question>
  );
}
