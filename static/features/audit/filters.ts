import { asciiDomain } from '../../../src/domain/address/address';
import type { AuditKind, AuditOutcome, AuditQuery } from '../../../src/contract/audit';
import type { AccountId, ProjectId } from '../../../src/domain/ids';
import { startOfDay } from '../../i18n/day';
import { SEARCHED_DOMAIN_MAX } from '../../../src/domain/limits';

/** What the audit log is searched by, as it is filled in. Days are those of the person at the page. */
export interface Filters {
  /** `2026-10-05`, or empty. */
  readonly from: string;
  readonly to: string;
  readonly projectId: ProjectId | undefined;
  /** `person:…`, `key:…` or `nobody`. */
  readonly actor: string | undefined;
  readonly outcome: AuditOutcome | undefined;
  readonly domain: string;
  readonly customer: AccountId | undefined;
  readonly kind: AuditKind | undefined;
}

export type AuditSelection = Omit<AuditQuery, 'before' | 'limit'>;

export const NO_FILTERS: Filters = {
  from: '',
  to: '',
  projectId: undefined,
  actor: undefined,
  outcome: undefined,
  domain: '',
  customer: undefined,
  kind: undefined,
};

/**
 * @param timeZone of the person at the page; nothing: their browser's.
 * @returns `undefined` where the first day is after the last.
 */
export function selectionOf(
  { from, to, projectId, actor, outcome, domain, customer, kind }: Filters,
  timeZone?: string,
): AuditSelection | undefined {
  const first = isDay(from) ? startOfDay(from, timeZone) : undefined;
  const last = isDay(to) ? endOfDay(to, timeZone) : undefined;
  if (first && last && first > last) return undefined;
  const part = domainPart(domain);
  return {
    ...(first && { from: first.toISOString() }),
    ...(last && { to: last.toISOString() }),
    ...(projectId && { projectId }),
    ...(actor && { actor }),
    ...(outcome && { outcome }),
    ...(part && { domain: part }),
    ...(customer && { customer }),
    ...(kind && { kind }),
  };
}

/** The same as it is shown: an import is one line, unless a person is looked for. */
export function asShown(selection: AuditSelection | undefined): AuditSelection | undefined {
  const isOfSome = selection?.customer !== undefined || selection?.domain !== undefined;
  return selection && !isOfSome ? { ...selection, imports: 'lines' } : selection;
}

export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some(Boolean);
}

/**
 * Whom a pasted text means: an account id, or the beginning of an API key (`gl_…`).
 *
 * @returns nothing for what is neither, such as a name.
 */
export function actorIn(text: string): string | undefined {
  const pasted = text.trim();
  const keyId = /^gl_([a-z0-9]{12})(_|…|$)/.exec(pasted)?.[1];
  if (keyId) return `key:${keyId}`;
  return /^(?=.*[0-9:])[A-Za-z0-9:._-]{10,128}$/.test(pasted) ? `person:${pasted}` : undefined;
}

/** A day typed half, such as in the year 20, is none yet; nor is the 45th of a month. */
function isDay(text: string): boolean {
  return /^2\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** The last moment, also on days that have 23 or 25 hours. */
function endOfDay(day: string, timeZone: string | undefined): Date {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return new Date(startOfDay(next.toISOString().slice(0, 10), timeZone).getTime() - 1);
}

/** In lower-case ASCII, as domains are kept. */
function domainPart(typed: string): string {
  const text = typed.trim().replace(/^@/, '').toLowerCase();
  if (/^[\x21-\x7e]*$/.test(text)) return text.slice(0, SEARCHED_DOMAIN_MAX);
  const ending = '.example';
  const ascii = asciiDomain(`${text}${ending}`)?.slice(0, -ending.length);
  return (ascii ?? text).slice(0, SEARCHED_DOMAIN_MAX);
}
