import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import type { LayoutInput } from '../../../../src/contract/import-layouts';
import type { ReplyError } from '../../../../src/contract/reply';
import { ErrorNotice } from '../../../ui/error-notice';
import { useTranslate } from '../../../i18n/use-translate';
import type { Read } from '../new/use-reading';
import { headerFingerprint } from './apply-layout';
import { LayoutName } from './layout-name';
import type { UseLayouts } from './use-layouts';

/** Saves what the columns hold, under a name; under the same name, instead of what was saved before. */
export function SaveLayout({
  read: { reading, applied, dayOrder },
  columns,
  saved,
  onClose,
}: {
  readonly read: Read;
  readonly columns: LayoutInput['columns'];
  readonly saved: UseLayouts;
  readonly onClose: () => void;
}): ReactElement {
  const t = useTranslate();
  const [name, setName] = useState(applied?.layout.name ?? '');
  const [error, setError] = useState<ReplyError>();
  const [working, setWorking] = useState(false);
  const save = async (): Promise<void> => {
    const header = await headerFingerprint(reading);
    if (header === undefined) return;
    setWorking(true);
    const why = await saved.change('layouts.save', {
      name: name.trim(),
      header,
      columns,
      ...(dayOrder && { dayOrder }),
    });
    setWorking(false);
    setError(why);
    if (!why) onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') void save();
  };
  const isThere = saved.layouts.some((each) => each.name === name.trim());
  return (
    <form className="stack-close layout-form" onSubmit={submit} noValidate>
      <LayoutName
        id="layout-name"
        value={name}
        onValue={setName}
        help={isThere ? t('layouts.replace') : undefined}
      />
      {error && <ErrorNotice error={error} />}
      <div className="row">
        <Button
          type="submit"
          spacing="compact"
          appearance="primary"
          isDisabled={name.trim() === '' || working}
        >
          {t('layouts.save')}
        </Button>
        <Button spacing="compact" appearance="subtle" onClick={onClose}>
          {t('layouts.cancel')}
        </Button>
      </div>
    </form>
  );
}
