import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import { isProofFindingKey, PROOF_CHECKS } from '../../../src/contract/proof-checks';
import type { ProofFinding, ProofResult, ProofVerdict } from '../../../src/contract/proof';
import { download } from '../../ui/download';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import type { ScreenTranslate } from '../../i18n/use-translate';
import { fileOf } from './proof-file';

const LOOK = { expected: 'success', differs: 'moved', unknown: 'default', skipped: 'default' } as const;
/** What an admin must act on comes first. */
const ORDER: readonly ProofVerdict[] = ['differs', 'unknown', 'expected', 'skipped'];

/** What this site answered, what Guestlist does about it, and what is left of the proof. */
export default function ProofResults({
  result,
  addresses,
}: {
  readonly result: ProofResult;
  readonly addresses: readonly string[];
}): ReactElement {
  const t = useTranslate();
  const rows = ORDER.flatMap((verdict) => result.findings.filter((each) => each.verdict === verdict));
  const telling = rows.filter(isTelling);
  const others = rows.filter((each) => !isTelling(each));
  const things = (list: ProofResult['left']): string =>
    t.list(list.map((thing) => t(`proof.thing.${thing}`)));
  return (
    <div className="stack">
      <div className="stack-close">
        {result.takenBack.length > 0 && (
          <p className="plain-text">{t('proof.back.done', { things: things(result.takenBack) })}</p>
        )}
        {result.left.length > 0 && (
          <p className="plain-text">
            {t.sentences([
              t('proof.left', { things: things(result.left) }),
              addresses.length > 0 ? t('proof.left.addresses', { addresses: t.list(addresses) }) : '',
            ])}
          </p>
        )}
      </div>
      {telling.length > 0 && <Table rows={telling} label={t('proof.results')} />}
      {others.length > 0 && (
        <details className="advanced">
          <summary>{t('proof.rest', { number: others.length })}</summary>
          <Table rows={others} label={t('proof.rest', { number: others.length })} />
        </details>
      )}
      <div className="row">
        <Button onClick={() => download(fileOf(result), `guestlist-proof-${result.at.slice(0, 10)}.json`)}>
          {t('proof.download')}
        </Button>
        <span className="quiet">{t('proof.download.help')}</span>
      </div>
    </div>
  );
}

/** Says something that is not as it should be, or of which Guestlist makes something. */
function isTelling({ check, verdict, finding }: ProofFinding): boolean {
  return verdict === 'differs' || verdict === 'unknown' || isProofFindingKey(`${check}-${finding}`);
}

function Table({
  rows,
  label,
}: {
  readonly rows: readonly ProofFinding[];
  readonly label: string;
}): ReactElement {
  const t = useTranslate();
  return (
    <table className="table proof-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('proof.question')}</th>
          <th scope="col">{t('proof.expected')}</th>
          <th scope="col">{t('proof.answer')}</th>
          <th scope="col">{t('proof.does')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((finding) => (
          <Row key={finding.check} finding={finding} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ finding }: { readonly finding: ProofFinding }): ReactElement {
  const t = useTranslate();
  const { check, verdict, answer } = finding;
  return (
    <tr>
      <td data-label={t('proof.question')}>{t(`proof.check.${check}`)}</td>
      <td data-label={t('proof.expected')}>
        <code>{PROOF_CHECKS[check].expected}</code>
      </td>
      <td data-label={t('proof.answer')}>
        <div className="proof-answer">
          <Lozenge appearance={LOOK[verdict]}>{t(`proof.verdict.${verdict}`)}</Lozenge>
          {answer !== '' && (
            <code className="break-words">
              <Given>{answer}</Given>
            </code>
          )}
        </div>
      </td>
      <td data-label={t('proof.does')}>{doesWords(finding, t)}</td>
    </tr>
  );
}

function doesWords({ check, finding, verdict }: ProofFinding, t: ScreenTranslate): string {
  const key = `${check}-${finding}`;
  return isProofFindingKey(key) ? t(`proof.does.${key}`) : t(`proof.does.${verdict}`);
}
