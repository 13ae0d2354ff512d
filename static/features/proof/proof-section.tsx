import Button from '@atlaskit/button/new';
import { lazy, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ProofInput, ProofResult } from '../../../src/contract/proof';
import type { ServiceProject } from '../../platform/jira';
import { ErrorNotice } from '../../ui/error-notice';
import { Later } from '../../ui/later';
import { Loading } from '../../ui/loading';
import { useTranslate } from '../../i18n/use-translate';
import { useProof } from './use-proof';
import './proof.css';

// Much of the page's script, of use to few who open it.
const ProofForm = lazy(() => import('./proof-form'));
const ProofProgress = lazy(() => import('./proof-progress'));
const ProofResults = lazy(() => import('./proof-results'));

/** "Prove it on this site": what the site allows, asked on the site itself. */
export default function ProofSection({
  projects,
}: {
  readonly projects: readonly ServiceProject[];
}): ReactElement {
  const t = useTranslate();
  const { view, error, isWorking, start, cancel } = useProof();
  const [isOpen, setOpen] = useState(false);
  const run = view?.run;
  const title = useRef<HTMLHeadingElement>(null);
  const begin = async (input: ProofInput): Promise<void> => {
    if (!(await start(input))) return;
    // The form gives way to the progress: the focus stays where that is told.
    setOpen(false);
    title.current?.focus();
  };
  return (
    <section className="stack proof" aria-labelledby="proof-title">
      <div className="title-bar">
        <h2 id="proof-title" className="section-title" ref={title} tabIndex={-1}>
          {t('proof.title')}
        </h2>
        {view && !run && (
          <Button aria-expanded={isOpen} aria-controls="proof-form" onClick={() => setOpen(!isOpen)}>
            {isOpen ? t('admin.step.hide') : t('proof.open')}
          </Button>
        )}
      </div>
      <p className="plain-text measure">{view && t('proof.intro', { checks: view.checks })}</p>
      <div id="proof-form" className="step-more">
        {isOpen && !run && (
          <Later fallback={<Loading />}>
            <ProofForm projects={projects} isWorking={isWorking} onStart={begin} />
          </Later>
        )}
        {error && <ErrorNotice error={error} />}
      </div>
      {run && (
        <Later fallback={<Loading />}>
          <ProofProgress run={run} isWorking={isWorking} onCancel={() => void cancel()} />
        </Later>
      )}
      <p className="plain-text told" role="status">
        {!run && view?.last && summaryOf(view.last, t)}
      </p>
      {!run && view?.last && (
        <Later fallback={<Loading />}>
          <ProofResults result={view.last} addresses={view.addresses} />
        </Later>
      )}
    </section>
  );
}

function summaryOf({ at, end, findings }: ProofResult, t: ReturnType<typeof useTranslate>): string {
  const expected = findings.filter(({ verdict }) => verdict === 'expected').length;
  const asked = findings.filter(({ verdict }) => verdict !== 'skipped').length;
  return t(`proof.last.${end}`, { date: t.dateTime(at), expected, all: asked });
}
