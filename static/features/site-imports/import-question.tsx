import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SiteImport } from '../../../src/contract/site-imports';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { importName } from '../../ui/import-name';
import { Question } from '../../ui/question';
import { ConfirmNumber } from '../import/confirm-number';
import { kindOf } from '../import/kind-words';
import { useTranslate } from '../../i18n/use-translate';

/** What says that the import is not as it was shown. */
const GONE = ['import-not-now', 'import-unknown', 'import-rows-gone'] as const;

interface Asked {
  readonly asked: SiteImport;
  /** Who started it. */
  readonly owner: string;
  readonly onDone: (changed: SiteImport) => void;
  readonly onCancel: () => void;
  readonly onGone: () => void;
}

/** Asks before an import is stopped, or goes on. */
export function ImportQuestion({
  action,
  ...asked
}: Asked & { readonly action: 'stop' | 'resume' }): ReactElement {
  return action === 'stop' ? <StopQuestion {...asked} /> : <ResumeQuestion {...asked} />;
}

/** Says what stays and who can go on, then stops the import. */
function StopQuestion({
  asked: { id, fileName, counts, removes },
  owner,
  onDone,
  onCancel,
  onGone,
}: Asked): ReactElement {
  const t = useTranslate();
  const stop = async (): Promise<ReplyError | undefined> => {
    const reply = await call('imports.cancel', { importId: id });
    if (!reply.ok) return reply.error;
    onDone(reply.data);
    return undefined;
  };
  return (
    <Question
      title={t('imports.stop.title', { name: importName(fileName, t) })}
      confirm={t('imports.stop.confirm')}
      cancel={t('imports.stop.keep')}
      danger
      gone={GONE}
      onConfirm={stop}
      onCancel={onCancel}
      onGone={onGone}
    >
      <p className="plain-text">
        {removes ? t('leavers.cancel.body') : t('imports.stop.body', { count: counts.left })}
      </p>
      <p className="plain-text">{t('imports.stop.owner', { name: owner })}</p>
    </Question>
  );
}

/** Lets an import go on; where the policy wants it, the number of people is typed first. */
function ResumeQuestion({ asked, owner, onDone, onCancel, onGone }: Asked): ReactElement {
  const t = useTranslate();
  const { id, fileName, counts } = asked;
  /** People still to come, as the app counts them. */
  const [toConfirm, setToConfirm] = useState<number>();
  const resume = async (confirmed?: number): Promise<ReplyError | undefined> => {
    const reply = await call('imports.resume', {
      importId: id,
      ...(confirmed !== undefined && { confirmed }),
    });
    if (reply.ok) {
      onDone(reply.data);
      return undefined;
    }
    if (reply.error.code !== 'import-not-confirmed' || confirmed !== undefined) return reply.error;
    setToConfirm(Number(reply.error.params?.['count']));
    return undefined;
  };
  if (toConfirm !== undefined) {
    return (
      <ConfirmNumber
        kind={kindOf(asked)}
        count={toConfirm}
        onConfirm={() => resume(toConfirm)}
        onCancel={onCancel}
      />
    );
  }
  return (
    <Question
      title={t('imports.resume.title', { name: importName(fileName, t) })}
      confirm={t('imports.resume.confirm')}
      gone={GONE}
      onConfirm={() => resume()}
      onCancel={onCancel}
      onGone={onGone}
    >
      <p className="plain-text">{t('imports.resume.body', { count: counts.left, name: owner })}</p>
    </Question>
  );
}
