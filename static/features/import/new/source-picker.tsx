import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useId, useRef, useState } from 'react';
import { plainText } from '../../../../src/domain/address/plain-text';
import type { DragEvent, ReactElement } from 'react';
import { download } from '../../../ui/download';
import { describedBy, Field } from '../../../ui/field';
import { useTranslate } from '../../../i18n/use-translate';
import { useNoStrayDrop } from './use-no-stray-drop';

/** What is given to be read. */
export interface Source {
  readonly data: Blob | string;
  /** Of the file; of what was pasted, words for it. */
  readonly name: string;
}

const EXAMPLE = [
  'email,name,organizations',
  'ada@acme.example,Ada Lovelace,Acme',
  'grace@globex.example,"Hopper, Grace",Acme; Globex',
  '',
].join('\r\n');

/** A place to drop a file, to choose one, or to paste. */
export function SourcePicker({
  peopleMax,
  hasExample,
  isFirst,
  pasted,
  onPasted,
  onSource,
}: {
  readonly peopleMax: number;
  readonly hasExample: boolean;
  /** Nothing was read yet: choosing a file is the main thing to do. */
  readonly isFirst: boolean;
  /** What stands in the field: it outlives this component, so that what was not read can be mended. */
  readonly pasted: string;
  readonly onPasted: (text: string) => void;
  readonly onSource: (source: Source) => void;
}): ReactElement {
  const t = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const paste = useId();
  const [over, setOver] = useState(false);
  useNoStrayDrop();
  const take = (file: File | undefined): void => {
    if (file) onSource({ data: file, name: plainText(file.name) });
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div className="stack">
      <div
        className={over ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <p className="plain-text">{t('import.drop')}</p>
        <input
          ref={input}
          hidden
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          aria-label={t('import.choose')}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            // The same file again is a choice, too.
            event.currentTarget.value = '';
          }}
        />
        <Button appearance={isFirst ? 'primary' : 'default'} onClick={() => input.current?.click()}>
          {t('import.choose')}
        </Button>
        <p className="quiet">{t('import.limits', { max: peopleMax })}</p>
        {hasExample && (
          <button
            type="button"
            className="link-button"
            onClick={() => download(new Blob([EXAMPLE], { type: 'text/csv' }), 'guestlist-example.csv')}
          >
            {t('import.example')}
          </button>
        )}
      </div>
      <Field id={paste} label={t('import.paste.label')} help={t('import.paste.help')}>
        <TextArea
          id={paste}
          value={pasted}
          minimumRows={4}
          resize="vertical"
          maxHeight="40vh"
          onChange={(event) => onPasted(event.currentTarget.value)}
          aria-describedby={describedBy(paste)}
        />
      </Field>
      <div>
        <Button
          isDisabled={pasted.trim() === ''}
          onClick={() => onSource({ data: pasted, name: t('import.pasted') })}
        >
          {t('import.paste.read')}
        </Button>
      </div>
    </div>
  );
}
