import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { download } from '../../../ui/download';
import Notice from '../../../ui/notice';
import { useTranslate } from '../../../i18n/use-translate';
import type { Translate } from '../../../i18n/use-translate';
import { rowsToFixHead, rowsToFixLine } from '../file/own-file';
import { WINDOW_MAX } from '../file/reader';
import type { Reader } from '../file/reader';
import { rowProblemWords } from '../../../../src/i18n/file-problem-words';
import { csvBlob, csvName } from '../result/result-files';

/** Rows that are not sent: how many, and the file of them, as the import will know nothing of them. */
export function KeptBack({
  reader,
  count,
  fileName,
}: {
  readonly reader: Reader;
  readonly count: number;
  readonly fileName: string;
}): ReactElement | null {
  const t = useTranslate();
  if (count === 0) return null;
  const save = async (): Promise<void> => {
    const parts = await keptBackFile(reader, count, t.plain).catch(() => undefined);
    // Given up meanwhile: another file is being read.
    if (parts) download(csvBlob(parts), csvName(fileName, 'kept-back'));
  };
  return (
    <Notice kind="warning" title={t('import.kept-back', { count })}>
      <div className="stack-close">
        <p className="plain-text">{t('import.kept-back.next')}</p>
        <div>
          <Button spacing="compact" onClick={() => void save()}>
            {t('import.kept-back.download', { count })}
          </Button>
        </div>
      </div>
    </Notice>
  );
}

async function keptBackFile(reader: Reader, count: number, t: Translate): Promise<readonly string[]> {
  const { header } = await reader.slice();
  const parts = [rowsToFixHead(header)];
  for (let from = 0; from < count; from += WINDOW_MAX) {
    const rows = await reader.keptBack(from, Math.min(count, from + WINDOW_MAX));
    for (const { cells, problem, reason } of rows) {
      const error = problem ? rowProblemWords(problem, t) : reason ? t.explain(reason) : '';
      parts.push(rowsToFixLine(header, { cells, error }));
    }
  }
  return parts;
}
