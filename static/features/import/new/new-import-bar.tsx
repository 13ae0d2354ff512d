import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { ImportView } from '../../../../src/contract/import';
import { useTranslate } from '../../../i18n/use-translate';
import { KIND_WORDS, kindOf } from '../kind-words';
import { isChanging } from '../progress/use-ended-flag';
import { StepBar } from '../steps/step-bar';

/** The way on from an import: it is the main button once nothing of this one is left to do. */
export function NewImportBar({
  view,
  onNew,
}: {
  readonly view: ImportView;
  readonly onNew: () => void;
}): ReactElement {
  const t = useTranslate();
  const isDone = !isChanging(view) && view.counts.left === 0;
  const button = (
    <Button appearance={isDone ? 'primary' : 'default'} onClick={onNew}>
      {t(KIND_WORDS[kindOf(view)].next)}
    </Button>
  );
  return isDone ? <StepBar>{button}</StepBar> : <div>{button}</div>;
}
