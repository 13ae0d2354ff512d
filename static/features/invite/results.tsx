import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ProjectId } from '../../../src/domain/ids';
import type { ReplyError } from '../../../src/contract/reply';
import type { MessageKey } from '../../../src/i18n/translate';
import { copyText } from '../../ui/copy-text';
import { countWords } from '../../ui/counts';
import { ErrorNotice } from '../../ui/error-notice';
import Notice from '../../ui/notice';
import { useTranslate } from '../../i18n/use-translate';
import { outcomeText } from './outcome-words';
import { ResultLine } from './result-line';
import type { Line, Sending } from './use-sending';

/** What became of what was sent: a line for each person, filled in as it goes. */
export default function Results({
  sending,
  projectId,
  takesFocus = false,
}: {
  readonly sending: Sending;
  readonly projectId: ProjectId;
  /** There is no field for the next person that could have the focus. */
  readonly takesFocus?: boolean;
}): ReactElement {
  const t = useTranslate();
  const title = useRef<HTMLHeadingElement>(null);
  const { lines, working, error, isUnsent, recorded } = sending;
  useEffect(() => {
    if (takesFocus) title.current?.focus();
  }, [takesFocus, working]);

  return (
    <section className="stack" aria-labelledby="results-title">
      <div className="title-bar">
        <h2 id="results-title" className="section-title" ref={title} tabIndex={-1}>
          {t('results.title')}
        </h2>
        {!working && lines.length > 0 && <CopyButton lines={lines} />}
      </div>
      <Status lines={lines} working={working} />
      {error && <ErrorNotice error={error} title={isUnsent ? t(titleOf(error)) : undefined} />}
      {recorded === 'later' && <Notice kind="information" title={t('results.recorded-later')} />}
      {recorded === 'no' && <Notice kind="warning" title={t('results.not-recorded')} />}
      {lines.length > 0 && (
        <ul className="plain-list results">
          {lines.map((line) => (
            <ResultLine key={line.key} line={line} projectId={projectId} onAgain={sending.sendAgain} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** How the newest request goes. */
function Status({ lines, working }: Pick<Sending, 'lines' | 'working'>): ReactElement {
  const t = useTranslate();
  const newest = lines.filter(({ request }) => request === lines[0]?.request);
  return (
    <p className="plain-text told" role="status">
      {working
        ? t('results.working', { count: lines.filter((line) => line.working).length })
        : summary(newest, t)}
    </p>
  );
}

/** Where the platform broke off, Jira may have been changed all the same. */
function titleOf({ code }: ReplyError): MessageKey {
  return code === 'unexpected' ? 'results.unknown.title' : 'results.failed.title';
}

/** “2 invited, 1 failed”: what there is none of is left out. */
function summary(lines: readonly Line[], t: ReturnType<typeof useTranslate>): string {
  const count = (state: string): number => lines.filter(({ outcome }) => outcome?.state === state).length;
  return countWords({ invited: count('done'), attention: count('attention'), failed: count('failed') }, t);
}

function CopyButton({ lines }: { readonly lines: readonly Line[] }): ReactElement {
  const t = useTranslate();
  const [told, setTold] = useState<MessageKey>();
  const copy = (): void => {
    const text = lines.flatMap(({ outcome }) => (outcome ? [outcomeText(outcome, t.plain)] : [])).join('\n');
    copyText(text).then(
      () => setTold('results.copied'),
      () => setTold('results.copy.failed'),
    );
  };
  return (
    <div className="row">
      <span role="status">{told && t(told)}</span>
      <Button onClick={copy}>{t('results.copy')}</Button>
    </div>
  );
}
