import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import { UPKEEP_CHANGES_MAX } from '../../../src/contract/reconcile';
import type { ReconcileView } from '../../../src/contract/reconcile';
import { ErrorNotice } from '../../ui/error-notice';
import { describedBy, Field } from '../../ui/field';
import { useTranslate } from '../../i18n/use-translate';
import type { ChangeReconcile } from './use-upkeep';

const ID = 'upkeep-limit';

/** How many customers rules may add in a day. */
export function LimitField({
  view: { version, on, changesMax },
  onChange,
  onReload,
}: {
  readonly view: ReconcileView;
  readonly onChange: ChangeReconcile;
  readonly onReload: () => void;
}): ReactElement {
  const t = useTranslate();
  const [text, setText] = useState(String(changesMax));
  const [problem, setProblem] = useState<string>();
  const [error, setError] = useState<ReplyError>();
  const [working, setWorking] = useState(false);
  const [told, setTold] = useState('');
  const wanted = Number(text.trim());

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const isLimit = /^\d+$/.test(text.trim()) && wanted >= 1 && wanted <= UPKEEP_CHANGES_MAX;
    setProblem(isLimit ? undefined : t('upkeep.limit.wrong', { max: UPKEEP_CHANGES_MAX }));
    if (!isLimit) {
      document.getElementById(ID)?.focus();
      return;
    }
    setWorking(true);
    setTold('');
    const failed =
      wanted === changesMax ? undefined : await onChange('upkeep.save', { version, on, changesMax: wanted });
    setWorking(false);
    setError(failed);
    if (!failed) setTold(t('upkeep.limit.saved'));
  };
  return (
    <form className="stack-close" onSubmit={(event) => void submit(event)} noValidate>
      <Field id={ID} label={t('upkeep.limit.label')} problem={problem}>
        <div className="row">
          <div className="upkeep-number">
            <Textfield
              id={ID}
              value={text}
              inputMode="numeric"
              autoComplete="off"
              isInvalid={problem !== undefined}
              aria-describedby={describedBy(ID)}
              onChange={(event) => {
                setText(event.currentTarget.value);
                setTold('');
              }}
            />
          </div>
          <Button type="submit" isLoading={working}>
            {t('upkeep.limit.save')}
          </Button>
          <span role="status">{told}</span>
        </div>
      </Field>
      {error && <ErrorNotice error={error} action={<Button onClick={onReload}>{t('keys.reload')}</Button>} />}
    </form>
  );
}
