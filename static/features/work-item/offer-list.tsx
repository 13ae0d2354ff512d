import Checkbox from '@atlaskit/checkbox';
import type { ReactElement } from 'react';
import { isolated } from '../../i18n/isolate';
import { useTranslate } from '../../i18n/use-translate';
import type { Offer } from './offers';

/** Whom the request speaks of, each with where they were found and where they would go. */
export function OfferList({
  offers,
  chosen,
  disabled,
  onChoose,
}: {
  readonly offers: readonly Offer[];
  readonly chosen: ReadonlySet<string>;
  readonly disabled: boolean;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}): ReactElement {
  const toggle = (email: string): void => {
    const next = new Set(chosen);
    if (!next.delete(email)) next.add(email);
    onChoose(next);
  };
  return (
    <ul className="plain-list offers">
      {offers.map((offer) => (
        <li key={offer.email} className="offer break">
          <Checkbox
            label={offer.email}
            isChecked={chosen.has(offer.email)}
            isDisabled={disabled || offer.problem !== undefined}
            onChange={() => toggle(offer.email)}
            aria-describedby={`about-${offer.email}`}
          />
          <About offer={offer} />
        </li>
      ))}
    </ul>
  );
}

function About({ offer }: { readonly offer: Offer }): ReactElement {
  const t = useTranslate();
  const { email, displayName, sources, organization, hasAccount, problem } = offer;
  const places = t.list(sources.map((source) => t(`issue.source.${source}`)));
  const told = [
    displayName && isolated(displayName),
    t('issue.found-in', { places }),
    organization && t('issue.goes-to', { name: organization.name }),
    hasAccount && t('issue.has-account'),
  ];
  return (
    <div id={`about-${email}`} className="offer-about">
      <p className="quiet">{told.filter(Boolean).join(' · ')}</p>
      {problem && <p className="wrong">{t.explain(problem)}</p>}
    </div>
  );
}
