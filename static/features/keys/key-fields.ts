import { KEY_DAYS_MAX, KEY_QUOTA_MAX } from '../../../src/contract/api-key';
import type { KeyInput } from '../../../src/contract/api-key';
import type { ProjectId } from '../../../src/domain/ids';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import { plainText } from '../../../src/domain/address/plain-text';
import type { MessageKey, Params } from '../../../src/i18n/translate';
import { readDomainList } from '../../ui/domain-list';
import { KEY_NAME_MAX } from '../../../src/domain/limits';

/** The form as it was filled in. */
export interface KeyFields {
  readonly name: string;
  readonly projects: readonly ProjectId[];
  readonly domains: string;
  readonly organizations: readonly OrganizationChoice[];
  readonly quota: string;
  readonly days: string;
}

interface FieldProblem {
  readonly key: Extract<MessageKey, `keys.problem.${string}`>;
  readonly params?: Params;
}

/** In the order in which the fields stand: the first one that is wrong is the one to go to. */
export type KeyProblems = ReadonlyMap<keyof KeyFields, FieldProblem>;

export const NEW_KEY: KeyFields = {
  name: '',
  projects: [],
  domains: '',
  organizations: [],
  quota: '100',
  days: '30',
};

/** What is wrong with the form, or what it asks for. */
export function readKeyFields(
  fields: KeyFields,
): { readonly ok: true; readonly input: KeyInput } | { readonly ok: false; readonly problems: KeyProblems } {
  const name = plainText(fields.name);
  const { domains, wrong } = readDomainList(fields.domains);
  const dailyQuota = numberIn(fields.quota, KEY_QUOTA_MAX);
  const days = numberIn(fields.days, KEY_DAYS_MAX);

  const problems = new Map<keyof KeyFields, FieldProblem>();
  if (name === '') problems.set('name', { key: 'keys.problem.name' });
  if (name.length > KEY_NAME_MAX) {
    problems.set('name', { key: 'keys.problem.name-long', params: { max: KEY_NAME_MAX } });
  }
  if (fields.projects.length === 0) problems.set('projects', { key: 'keys.problem.projects' });
  if (wrong.length > 0) problems.set('domains', { key: 'keys.problem.domains' });
  if (!dailyQuota) problems.set('quota', { key: 'keys.problem.number', params: { max: KEY_QUOTA_MAX } });
  if (!days) problems.set('days', { key: 'keys.problem.number', params: { max: KEY_DAYS_MAX } });
  if (!dailyQuota || !days || problems.size > 0) return { ok: false, problems };

  const { projects, organizations } = fields;
  return {
    ok: true,
    input: {
      name,
      projects: [...projects],
      domains: [...domains],
      organizations: [...organizations],
      dailyQuota,
      days,
    },
  };
}

/** A whole number from 1 to `max`, or `undefined`. */
function numberIn(text: string, max: number): number | undefined {
  const number = /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return number >= 1 && number <= max ? number : undefined;
}
