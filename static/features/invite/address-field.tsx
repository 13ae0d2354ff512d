import Button from '@atlaskit/button/new';
import { Label } from '@atlaskit/form/label';
import TextArea from '@atlaskit/textarea';
import type { ReactElement, Ref } from 'react';
import type { Reason } from '../../../src/domain/reason';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import { isGood, withDomain } from './entries';
import type { Entries, Typo } from './entries';

/** Wrong addresses that are spelled out; the rest is counted. */
const WRONG_SHOWN_MAX = 5;

/** Takes one or several addresses, typed or pasted, and says at once which cannot be invited. */
export function AddressField({
  text,
  entries,
  problem,
  disabled,
  fieldRef,
  onText,
}: {
  readonly text: string;
  readonly entries: Entries;
  /** What is wrong with the field as a whole. */
  readonly problem: Reason | undefined;
  readonly disabled: boolean;
  readonly fieldRef: Ref<HTMLTextAreaElement>;
  readonly onText: (text: string) => void;
}): ReactElement {
  const t = useTranslate();
  const wrong = entries.all.filter((entry) => !isGood(entry));
  return (
    <div className="stack-close">
      <Label htmlFor="addresses">{t('invite.addresses.label')}</Label>
      {/* In a box of its own: as a flex item, the text area would not grow with its lines. */}
      <div>
        <TextArea
          id="addresses"
          ref={fieldRef}
          value={text}
          onChange={(event) => onText(event.target.value)}
          isDisabled={disabled}
          isInvalid={problem !== undefined || wrong.length > 0}
          minimumRows={2}
          // No share of the frame’s height: the frame grows with the page, and both would grow without end.
          maxHeight="240px"
          resize="smart"
          spellCheck={false}
          aria-describedby="addresses-help addresses-wrong"
        />
      </div>
      <p className="quiet" id="addresses-help">
        {t('invite.addresses.help')}
      </p>
      <div id="addresses-wrong" aria-live="polite">
        {problem && <p className="wrong">{t.explain(problem)}</p>}
        {wrong.length > 0 && (
          <>
            <p className="wrong">{t('invite.addresses.wrong', { count: wrong.length })}</p>
            <ul className="wrong-list">
              {wrong.slice(0, WRONG_SHOWN_MAX).map(({ text: typed, problem: why }, index) => (
                <li key={`${index}-${typed}`} className="break">
                  <strong>
                    <Given>{typed.slice(0, 100)}</Given>
                  </strong>
                  {t('ui.colon')}
                  {t.explain(why ?? { code: 'address-empty' })}
                </li>
              ))}
              {wrong.length > WRONG_SHOWN_MAX && (
                <li>{t('invite.addresses.wrong.more', { count: wrong.length - WRONG_SHOWN_MAX })}</li>
              )}
            </ul>
          </>
        )}
        {!disabled && <Typos typos={entries.typos} onTake={(typo) => onText(withDomain(text, typo))} />}
        {entries.repeated > 0 && (
          <p className="quiet">{t('invite.addresses.repeated', { count: entries.repeated })}</p>
        )}
      </div>
    </div>
  );
}

/** Asks about domains that look like typos; nothing is changed without a click. */
function Typos({
  typos,
  onTake,
}: {
  readonly typos: readonly Typo[];
  readonly onTake: (typo: Typo) => void;
}): ReactElement | null {
  const t = useTranslate();
  if (typos.length === 0) return null;
  return (
    <ul className="wrong-list">
      {typos.slice(0, WRONG_SHOWN_MAX).map((typo) => (
        <li key={typo.domain} className="row">
          <span className="break">{t('ui.typo', { domain: typo.domain, meant: typo.meant })}</span>
          <Button spacing="compact" onClick={() => onTake(typo)}>
            {t('ui.typo.use', { meant: typo.meant })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
