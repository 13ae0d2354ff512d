import type { ReactElement } from 'react';
import { Given } from '../../../ui/given';
import { useTranslate } from '../../../i18n/use-translate';
import type { Reading } from '../file/reader';

/** Lines left out that are told one by one. */
const TOLD_MAX = 3;
/** Characters of a line that are enough to know it again. */
const TEXT_MAX = 60;

/** How the file was read: the encoding, with others to choose, and the lines that are no rows of the table. */
export function ReadingNotes({
  reading: { encoding, encodingCertain, encodings, leftOut },
  onEncoding,
}: {
  readonly reading: Reading;
  readonly onEncoding: (encoding: Reading['encoding']) => void;
}): ReactElement {
  const t = useTranslate();
  const all = [encoding, ...encodings.filter((each) => each !== encoding)];
  return (
    <div className="stack-close">
      {all.length > 1 ? (
        <div className="stack-close">
          <label className="row" htmlFor="import-encoding">
            <span>{t('import.encoding.label')}</span>
            <select
              id="import-encoding"
              className="native-select"
              value={encoding}
              aria-describedby="import-encoding-help"
              onChange={(event) => {
                const chosen = all.find((each) => each === event.currentTarget.value);
                if (chosen) onEncoding(chosen);
              }}
            >
              {all.map((each) => (
                <option key={each} value={each}>
                  {t(`import.encoding.${each}`)}
                </option>
              ))}
            </select>
          </label>
          <p className={encodingCertain ? 'quiet' : 'plain-text'} id="import-encoding-help">
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
