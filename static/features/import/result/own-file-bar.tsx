import Button from '@atlaskit/button/new';
import { useRef } from 'react';
import type { ReactElement } from 'react';
import { useTranslate } from '../../../i18n/use-translate';
import type { OwnFile } from './use-own-file';

/** Whether the full report has the addresses of people who are done, and the way to give it theirs. */
export function OwnFileBar({
  own,
  onChoose,
}: {
  readonly own: OwnFile;
  readonly onChoose: (file: File) => void;
}): ReactElement | null {
  const t = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  if (own.step === 'asking') return null;
  const isOpen = own.step === 'missing' || own.step === 'other';
  return (
    <div className="row">
      <span className={own.step === 'other' ? 'wrong break' : 'quiet break'} role="status">
        {own.step === 'there' && t('import.report.there')}
        {own.step === 'missing' && t('import.report.missing')}
        {own.step === 'reading' && t('import.reading', { name: own.name })}
        {own.step === 'other' && t('import.report.wrong', { name: own.name })}
      </span>
      {isOpen && (
        <>
          <input
            ref={input}
            hidden
            type="file"
            aria-label={t('import.report.choose')}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) onChoose(file);
              // The same file again is a choice, too.
              event.currentTarget.value = '';
            }}
          />
          <Button spacing="compact" onClick={() => input.current?.click()}>
            {t('import.report.choose')}
          </Button>
        </>
      )}
    </div>
  );
}
