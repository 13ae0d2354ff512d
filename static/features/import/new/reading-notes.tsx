import { useId } from 'react';
import type { ReactElement } from 'react';
import { Given } from '../../../ui/given';
import { SingleSelect } from '../../../ui/select';
import { useTranslate } from '../../../i18n/use-translate';
import type { Reading } from '../file/reader';

/** Lines left out that are told one by one. */
const TOLD_MAX = 3;
/** Characters of a line that are enough to know it again. */
const TEXT_MAX = 60;

interface EncodingOption {
  readonly value: Reading['encoding'];
  readonly label: string;
}

/** How the file was read: the encoding, with others to choose, and the lines that are no rows of the table. */
export function ReadingNotes({
  reading: { encoding, encodingCertain, encodings, leftOut },
  onEncoding,
}: {
  readonly reading: Reading;
  readonly onEncoding: (encoding: Reading['encoding']) => void;
}): ReactElement {
  const t = useTranslate();
  const id = useId();
  const all = [encoding, ...encodings.filter((each) => each !== encoding)];
  const options = all.map((value): EncodingOption => ({ value, label: t(`import.encoding.${value}`) }));
  return (
    <div className="stack-close">
      {all.length > 1 ? (
        <div className="stack-close">
          <label htmlFor={id}>{t('import.encoding.label')}</label>
          <div className="encoding">
            <SingleSelect<EncodingOption>
              inputId={id}
              descriptionId={`${id}-help`}
              options={options}
              value={options.find(({ value }) => value === encoding) ?? null}
              onChange={(chosen) => chosen && onEncoding(chosen.value)}
              placeholder={t('import.encoding.label')}
              noOptionsMessage={() => t('import.encoding.no-match')}
            />
          </div>
          <p className={encodingCertain ? 'quiet' : 'plain-text'} id={`${id}-help`}>
            {t(encodingCertain ? 'import.encoding.certain' : 'import.encoding.guess')}
          </p>
        </div>
      ) : (
        <p className="quiet">{t('import.encoding.read', { encoding: t(`import.encoding.${encoding}`) })}</p>
      )}
      {leftOut.length > 0 && (
        <div>
          <p className="plain-text">{t('import.left-out', { count: leftOut.length })}</p>
          <ul className="plain-list">
            {leftOut.slice(0, TOLD_MAX).map(({ line, text }) => (
              <li key={line} className="quiet break">
                {t('import.left-out.line', { line })} <Given>{text.slice(0, TEXT_MAX)}</Given>
              </li>
            ))}
            {leftOut.length > TOLD_MAX && (
              <li className="quiet">{t('import.left-out.more', { count: leftOut.length - TOLD_MAX })}</li>
            )}
          </ul>
        </div>
      )}
    </div>
  );
}
