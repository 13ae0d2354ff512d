import Button from '@atlaskit/button/new';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportView } from '../../../../src/contract/import';
import type { Columns } from '../../../../src/domain/invitation/import-row';
import { countWords } from '../../../ui/counts';
import Notice from '../../../ui/notice';
import { useTranslate } from '../../../i18n/use-translate';
import { isSameFile } from '../file/fingerprint';
import type { Reader } from '../file/reader';

/**
 * Says that this very file was imported within the week, and offers to go on there instead.
 *
 * @param columns as another reading makes another import of it.
 */
export function SameFile({
  reader,
  columns,
  imports,
  onShow,
  onAnew,
}: {
  readonly reader: Reader;
  readonly columns: Columns;
  readonly imports: readonly ImportView[];
  readonly onShow: (view: ImportView) => void;
  readonly onAnew: () => void;
}): ReactElement | null {
  const t = useTranslate();
  const [fingerprint, setFingerprint] = useState<string>();
  useEffect(() => {
    let wanted = true;
    void reader.slice().then(
      (sliced) => wanted && setFingerprint(sliced.fingerprint),
      // The file was given up.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [reader, columns]);

  const same = imports.find(
    (view) =>
      view.mine &&
      !view.erased &&
      view.fingerprint !== undefined &&
      fingerprint !== undefined &&
      isSameFile(view.fingerprint, fingerprint),
  );
  if (!same) return null;
  const { state, createdAt, counts } = same;
  return (
    <Notice kind="information" title={t('import.same.title', { date: t.dateTime(createdAt) })}>
      <div className="stack-close">
        <p className="plain-text">
          {state === 'uploading'
            ? t('import.same.uploading', { received: same.received, slices: same.slices })
            : t('import.same.body', {
                state: t(`import.state.${state}`),
                counts: countWords(counts, t),
              })}
        </p>
        <div className="row">
          {state !== 'uploading' && (
            <Button appearance="primary" spacing="compact" onClick={() => onShow(same)}>
              {t('import.same.show')}
            </Button>
          )}
          <Button appearance="subtle" spacing="compact" onClick={onAnew}>
            {t('import.same.anew')}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
