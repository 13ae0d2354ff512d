import type { Translate } from '../../i18n/use-translate';
import { BYTE_ORDER_MARK, csvLine } from '../../ui/csv';
import { download } from '../../ui/download';
import { actorWords } from '../audit/entry-words';
import { nameOf, placesOf } from './access-words';
import type { NamedAccess } from './use-access';

/** Saves access that ends as a CSV file, the first to end first. */
export function saveAccess(access: readonly NamedAccess[], t: Translate): void {
  download(new Blob([accessFile(access, t)], { type: 'text/csv;charset=utf-8' }), 'temporary-access.csv');
}

/** Ends stand in UTC, as a spreadsheet sorts them. */
function accessFile(access: readonly NamedAccess[], t: Translate): string {
  const head = [
    t('access.column.customer'),
    t('audit.csv.customer-id'),
    t('audit.csv.domain'),
    t('access.column.places'),
    t('access.column.ends'),
    t('access.column.by'),
  ];
  const lines = access.map((each) => {
    const { accountId, domain, endsAt, by, byName } = each;
    const names = new Map(by.kind === 'person' && byName !== undefined ? [[by.accountId, byName]] : []);
    return csvLine([nameOf(each, t), accountId, domain, placesOf(each, t), endsAt, actorWords(by, names, t)]);
  });
  return BYTE_ORDER_MARK + csvLine(head) + lines.join('');
}
