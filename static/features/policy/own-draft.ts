import { someRulesSchema } from '../../../src/domain/policy/rules';
import type { ProjectSettings } from '../../../src/domain/policy/policy';
import type { RuleName, SomeRules } from '../../../src/domain/policy/rules';
import { ruleChanges } from '../../../src/domain/policy/policy-changes';
import type { PolicyChange } from '../../../src/domain/policy/policy-changes';
import { outsideBounds } from './bounds';
import { fieldsOf, mergeFields, readFields } from './draft';
import type { Fields } from './fields';
import { RULE_NAMES } from './settings';

export type ReadOwn =
  | { readonly ok: true; readonly own: SomeRules }
  /** The first rule that is wrong. */
  | { readonly ok: false; readonly at: RuleName };

/** What a project admin's form asks for, inside what the site allows. */
export function readOwn(fields: Fields, { own: before, site }: ProjectSettings): ReadOwn {
  const read = readFields(fields, before);
  if (!read.ok) return { ok: false, at: RULE_NAMES.find((name) => name === read.at) ?? 'mayInvite' };
  const own = someRulesSchema.parse(read.values);
  const at = RULE_NAMES.find((name) => outsideBounds(name, own, site));
  return at ? { ok: false, at } : { ok: true, own };
}

/** What differs, rule by rule, as the audit log will say it. */
export function ownChanges({ projectId, own }: ProjectSettings, after: SomeRules): readonly PolicyChange[] {
  return differences(own, after, { projectId, layer: 'own' });
}

/** What others changed, as far as it concerns this project. */
export function othersChanges(before: ProjectSettings, after: ProjectSettings): readonly PolicyChange[] {
  return [...differences(before.site, after.site, {}), ...ownChanges(before, after.own)];
}

/** In the order in which they stand on the page. */
function differences(...of: Parameters<typeof ruleChanges>): PolicyChange[] {
  const changes = ruleChanges(...of);
  return RULE_NAMES.flatMap((name) => changes.filter(({ rule }) => rule === name));
}

/** The form, moved onto settings that another admin saved meanwhile. */
export function rebaseOwn(fields: Fields, base: ProjectSettings, newest: ProjectSettings): Fields {
  return mergeFields(fieldsOf(base.own), fields, fieldsOf(newest.own));
}
