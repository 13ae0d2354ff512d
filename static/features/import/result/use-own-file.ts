import { useCallback, useEffect, useState } from 'react';
import type { ImportLayout, ImportView } from '../../../../src/contract/import';
import { plainText } from '../../../../src/domain/address/plain-text';
import { useTranslate } from '../../../i18n/use-translate';
import { openAgain } from '../file/open-again';
import type { ImportedFile, Reader } from '../file/reader';
import { useReader } from '../file/use-reader';

/** Where the cells of rows that are done can be taken from: the app does not store them. */
export type OwnFile =
  | { readonly step: 'asking' }
  /** The page has the file no more. */
  | { readonly step: 'missing' }
  | { readonly step: 'reading'; readonly name: string }
  /** Another file was chosen, or it was changed. */
  | { readonly step: 'other'; readonly name: string }
  | { readonly step: 'there'; readonly reader: Reader };

/** Finds the file of an import: where the page still has it, and where it is chosen again. */
export function useOwnFile(
  { fingerprint }: ImportView,
  { columns, dayOrder }: ImportLayout,
  pageReader: Reader,
): { readonly own: OwnFile; readonly choose: (file: File) => void } {
  const { language } = useTranslate();
  const again = useReader();
  const [own, setOwn] = useState<OwnFile>({ step: 'asking' });
  useEffect(() => {
    let wanted = true;
    const asked =
      fingerprint === undefined ? undefined : pageReader.recognize({ fingerprint, columns, dayOrder });
    void Promise.resolve(asked)
      .catch(() => false)
      .then((isIt) => wanted && setOwn(isIt ? { step: 'there', reader: pageReader } : { step: 'missing' }));
    return () => {
      wanted = false;
    };
  }, [fingerprint, columns, dayOrder, pageReader]);
  const choose = useCallback(
    (file: File): void => {
      if (fingerprint === undefined) return;
      const name = plainText(file.name);
      const imported: ImportedFile = { fingerprint, columns, dayOrder };
      setOwn({ step: 'reading', name });
      void openAgain(again, file, imported, language)
        .catch(() => false)
        .then((isIt) => setOwn(isIt ? { step: 'there', reader: again } : { step: 'other', name }));
    },
    [fingerprint, columns, dayOrder, again, language],
  );
  return { own, choose };
}
