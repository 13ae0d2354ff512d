import type { Places, StayingPlace } from '../../../src/contract/removal';
import type { Translate } from '../../i18n/use-translate';

/** The places of a space by their names. */
export function placesWords({ desk, organizations }: Places, t: Translate): readonly string[] {
  return [...(desk ? [t('access.desk')] : []), ...organizations.map(({ name }) => name)];
}

/** A place that stays, and why. @param who invited since; empty where no one did. */
export function stayingWords({ organization, why, at }: StayingPlace, who: string, t: Translate): string {
  return t(`removal.stays.${why}`, {
    place: organization?.name ?? t('access.desk'),
    who,
    date: at === undefined ? '' : t.dateTime(at),
  });
}
