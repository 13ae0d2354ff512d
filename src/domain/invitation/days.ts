/** Which of two numbers is the day: `30/06/2027` or `06/30/2027`. */
export const DAY_ORDERS = ['day-first', 'month-first'] as const;
export type DayOrder = (typeof DAY_ORDERS)[number];

/** Names of the months in the languages of the screens, without accents. A beginning of three letters is enough where it is of one month only. */
const MONTHS: readonly string[] = [
  'january januar janvier enero',
  'february februar fevrier febrero',
  'march marz maerz mars marzo',
  'april avril abril',
  'may mai mayo',
  'june juni juin junio',
  'july juli juillet julio',
  'august aout agosto',
  'september septembre septiembre setiembre',
  'october oktober octobre octubre',
  'november novembre noviembre',
  'december dezember decembre diciembre',
];
const MONTH_LETTERS_MIN = 3;

/** Days as spreadsheets count them from 30 December 1899: 1 January 2000 to 31 December 2099. */
const SERIAL_MIN = 36_526;
const SERIAL_MAX = 73_050;
const SERIAL_OF_1970 = 25_569;
const DAY_MS = 86_400_000;

/** Midnight, or the last second, which programs write behind a day. */
const MIDNIGHT =
  /[T ,] ?(?:0?0:00(?::00(?:[.,]0{1,9})?)?|12:00(?::00)? ?a\.?m\.?|23:59(?::59(?:[.,]9{1,9})?)?)$/iu;

type Day =
  | { readonly kind: 'day'; readonly iso: string }
  /** Two numbers of which either may be the day. */
  | { readonly kind: 'either'; readonly year: number; readonly numbers: readonly [number, number] };

/**
 * A day as people and programs write it in a table: `30.06.2027`, `6/30/2027`, `2027/06/30`, `30-Jun-27`,
 * `30. Juni 2027`, `2027年6月30日`, a day with midnight, a serial number of a spreadsheet. Anything else comes back as
 * it is: a moment with its zone, or what cannot be read.
 *
 * @param order decides where day and month cannot be told apart; without it such a day comes back as it is.
 * @returns `2027-06-30`, or the text.
 */
export function normalizeDay(text: string, order: DayOrder | undefined): string {
  const day = readDay(text);
  if (!day) return text.trim();
  if (day.kind === 'day') return day.iso;
  if (!order) return text.trim();
  const [one, other] = day.numbers;
  const iso = order === 'day-first' ? isoDay(day.year, other, one) : isoDay(day.year, one, other);
  return iso ?? text.trim();
}

/** What the days of a column tell about the order of day and month. */
export interface ToldOrder {
  /** The order in all days that tell it; `undefined` where none does, or they contradict each other. */
  readonly order: DayOrder | undefined;
  /** The first day that can be read in two ways; `undefined` where there is none. */
  readonly unclear: string | undefined;
}

/** Looks at the days of a whole column. */
export function tellDayOrder(texts: Iterable<string>): ToldOrder {
  const orders = new Set<DayOrder>();
  let unclear: string | undefined;
  for (const text of texts) {
    const numbers = slashed(text.trim().replace(MIDNIGHT, ''));
    if (!numbers) continue;
    const [one, other] = numbers.pair;
    if (one > 12 && other <= 12) orders.add('day-first');
    else if (other > 12 && one <= 12) orders.add('month-first');
    else if (one !== other && one <= 12) unclear ??= text.trim();
  }
  const [order] = orders;
  return { order: orders.size === 1 ? order : undefined, unclear };
}

function readDay(text: string): Day | undefined {
  const written = text.trim().replace(MIDNIGHT, '').trim();
  const iso =
    inNumbers(/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(written)) ??
    inNumbers(/^(\d{4})[年년] ?(\d{1,2})[月월] ?(\d{1,2})[日일]$/.exec(written)) ??
    dotted(written) ??
    withMonthName(written) ??
    ofSerial(written);
  if (iso !== undefined) return { kind: 'day', iso };
  const numbers = slashed(written);
  if (!numbers) return undefined;
  const { pair, year } = numbers;
  const [dayFirst, monthFirst] = [isoDay(year, pair[1], pair[0]), isoDay(year, pair[0], pair[1])];
  if (dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst) {
    return { kind: 'either', year, numbers: pair };
  }
  const only = dayFirst ?? monthFirst;
  return only === undefined ? undefined : { kind: 'day', iso: only };
}

function inNumbers(match: RegExpExecArray | null): string | undefined {
  return match ? isoDay(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** `30.06.2027`: with dots, the day is first everywhere. */
function dotted(text: string): string | undefined {
  const match = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})$/.exec(text);
  return match ? isoDay(yearOf(match[3] ?? ''), Number(match[2]), Number(match[1])) : undefined;
}

/** `30/06/2027` and `06-30-27`: which is the day depends on the country. */
function slashed(
  text: string,
): { readonly pair: readonly [number, number]; readonly year: number } | undefined {
  const match = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (!match) return undefined;
  return { pair: [Number(match[1]), Number(match[3])], year: yearOf(match[4] ?? '') };
}

/** `30-Jun-27`, `30. Juni 2027`, `30 de junio de 2027`, `June 30, 2027`, each perhaps behind the name of its weekday. */
function withMonthName(text: string): string | undefined {
  const words = text
    .split(/[\s,./-]+/u)
    .filter((word) => word !== '' && !/^(?:de|del|den|le|the|of)$/i.test(word));
  const [one = '', other = '', last = ''] = words.slice(-3);
  if (words.length < 3 || words.length > 4) return undefined;
  const isMonthFirst = monthOf(one) !== undefined && /^\d{1,2}(?:st|nd|rd|th)?$/iu.test(other);
  const month = monthOf(isMonthFirst ? one : other);
  const day = /^(\d{1,2})(?:st|nd|rd|th|er|º)?$/iu.exec(isMonthFirst ? other : one)?.[1];
  if (month === undefined || day === undefined || !/^(?:\d{4}|\d{2})$/.test(last)) return undefined;
  return isoDay(yearOf(last), month, Number(day));
}

function monthOf(word: string): number | undefined {
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  if (plain.length < MONTH_LETTERS_MIN) return undefined;
  const found = MONTHS.flatMap((names, index) =>
    names.split(' ').some((name) => name.startsWith(plain)) ? [index + 1] : [],
  );
  return found.length === 1 ? found[0] : undefined;
}

function ofSerial(text: string): string | undefined {
  const serial = /^\d{5}(?:[.,]0+)?$/.test(text) ? parseInt(text, 10) : 0;
  if (serial < SERIAL_MIN || serial > SERIAL_MAX) return undefined;
  return new Date((serial - SERIAL_OF_1970) * DAY_MS).toISOString().slice(0, 10);
}

function yearOf(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

/** `undefined` where there is no such day. */
function isoDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    year >= 1900 &&
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}
