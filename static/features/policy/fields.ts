import { domainListSchema } from '../../../src/domain/policy/lists';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import type { MessageKey, Params } from '../../../src/i18n/translate';
import { readDomainList } from '../../ui/domain-list';
import { SETTINGS } from './settings';
import type { SettingName } from './setting';
import { valueOf } from './value';

/** Where customers of a domain go, as far as it is filled in. */
export interface Route {
  readonly domain: string;
  readonly organization: OrganizationChoice | undefined;
}

/** A setting as it stands in the form: what was typed stays as it was typed. */
export type Field =
  | { readonly kind: 'many'; readonly chosen: readonly string[] }
  | { readonly kind: 'one'; readonly chosen: string }
  | { readonly kind: 'domains'; readonly text: string }
  | { readonly kind: 'organizations'; readonly chosen: readonly OrganizationChoice[] }
  | { readonly kind: 'routes'; readonly routes: readonly Route[] }
  | { readonly kind: 'switch'; readonly on: boolean }
  | { readonly kind: 'number'; readonly text: string };

export type Fields = Readonly<Partial<Record<SettingName, Field>>>;

export interface Problem {
  readonly key: MessageKey;
  readonly params?: Params;
}

export type ReadField =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: Problem };

/** A setting's value as the form shows it. */
export function fieldOf(name: SettingName, value: unknown): Field {
  const known = valueOf(name, value);
  switch (known?.kind) {
    case 'many':
    case 'organizations':
      return { kind: known.kind, chosen: known.value } as Field;
    case 'one':
      return { kind: 'one', chosen: known.value };
    case 'domains':
      return { kind: 'domains', text: known.value.join('\n') };
    case 'routes':
      return { kind: 'routes', routes: known.value };
    case 'switch':
      return { kind: 'switch', on: known.value };
    case 'number':
      return { kind: 'number', text: known.value === null ? '' : String(known.value) };
    case undefined:
      throw new Error(`${name} has a value that this page does not know`);
  }
}

/** What the form asks for, or what is wrong with it. */
export function readField(name: SettingName, field: Field): ReadField {
  switch (field.kind) {
    case 'many':
    case 'one':
    case 'organizations':
      return { ok: true, value: field.chosen };
    case 'switch':
      return { ok: true, value: field.on };
    case 'domains':
      return readDomains(field.text);
    case 'routes':
      return readRoutes(field.routes);
    case 'number':
      return readNumber(name, field.text.trim());
  }
}

function readDomains(text: string): ReadField {
  const { domains, wrong } = readDomainList(text);
  if (wrong.length > 0) return refused('policy.problem.domains');
  return domainListSchema.safeParse([...domains]).success
    ? { ok: true, value: domains }
    : refused('policy.problem.long');
}

function readRoutes(routes: readonly Route[]): ReadField {
  const value: { domain: string; organization: OrganizationChoice }[] = [];
  for (const { domain: typed, organization } of routes) {
    const text = typed.trim();
    // A row that was not filled in.
    if (text === '' && !organization) continue;
    const { domains, wrong } = readDomainList(text);
    const [domain] = domains;
    if (wrong[0])
      return refused(wrong[0].why, { text: wrong[0].text.slice(0, 100), meant: wrong[0].meant ?? '' });
    if (!domain) return refused('policy.problem.route-domain', { name: organization?.name ?? '' });
    if (domains.length > 1) return refused('domains.wrong.no-domain', { text: text.slice(0, 100) });
    if (!organization) return refused('policy.problem.route-organization', { domain });
    if (value.some((each) => each.domain === domain))
      return refused('policy.problem.route-twice', { domain });
    value.push({ domain, organization });
  }
  return { ok: true, value };
}

function readNumber(name: SettingName, text: string): ReadField {
  const { editor } = SETTINGS[name];
  if (editor.kind !== 'number') throw new Error(`${name} is no number`);
  if (text === '' && editor.none) return { ok: true, value: null };
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= editor.max
    ? { ok: true, value: number }
    : refused('policy.problem.number', { max: editor.max });
}

function refused(key: MessageKey, params?: Params): ReadField {
  return { ok: false, problem: params ? { key, params } : { key } };
}
