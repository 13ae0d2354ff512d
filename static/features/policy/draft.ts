import type { ProjectId } from '../../../src/domain/ids';
import { policySchema } from '../../../src/domain/policy/policy';
import type { Policy } from '../../../src/domain/policy/policy';
import type { RuleName } from '../../../src/domain/policy/rules';
import { fieldOf, readField } from './fields';
import type { Field, Fields } from './fields';
import { mergeField } from './merge';
import { isSameField } from './same';
import { RULE_NAMES, SETTING_NAMES } from './settings';
import type { SettingName } from './setting';
import { byName } from '../../platform/by-name';

/** A policy as it is being edited. */
export interface PolicyDraft {
  readonly site: Fields;
  /** The projects that are on once it is saved. */
  readonly on: Policy['projects'];
  /** By enabled project: the rules that differ from the site's. */
  readonly overrides: Readonly<Record<ProjectId, Fields>>;
}

/** Where a setting stands in the form. */
export interface Place {
  /** Nothing: the site's. */
  readonly projectId?: ProjectId;
  readonly name: SettingName;
}

export type ReadDraft =
  | { readonly ok: true; readonly policy: Policy }
  /** The first that is wrong. */
  | { readonly ok: false; readonly at: Place };

export function draftOf(policy: Policy): PolicyDraft {
  const overrides: Record<ProjectId, Fields> = {};
  for (const [id, project] of projectsOf(policy)) overrides[id] = fieldsOf(project.overrides);
  const values: Record<string, unknown> = { ...policy, ...policy.rules };
  return {
    site: Object.fromEntries(SETTING_NAMES.map((name) => [name, fieldOf(name, values[name])])),
    on: policy.projects,
    overrides,
  };
}

/** Rules of a project, of which some are set. */
export function fieldsOf(rules: Readonly<Partial<Record<RuleName, unknown>>>): Fields {
  const set = RULE_NAMES.filter((name) => rules[name] !== undefined);
  return Object.fromEntries(set.map((name) => [name, fieldOf(name, rules[name])]));
}

/** The policy as the draft would make it. What was not touched stays exactly as it is in `base`. */
export function readDraft(draft: PolicyDraft, base: Policy): ReadDraft {
  const site = readFields(draft.site, { ...base, ...base.rules });
  if (!site.ok) return { ok: false, at: { name: site.at } };
  const { auditDays, projectAdminsMakeKeys, ...rules } = site.values;
  const projects: Record<string, unknown> = {};
  for (const [projectId, project] of projectsOf({ projects: draft.on })) {
    const before = base.projects[projectId]?.overrides ?? {};
    const read = readFields(draft.overrides[projectId] ?? {}, before);
    if (!read.ok) return { ok: false, at: { projectId, name: read.at } };
    projects[projectId] = { ...project, overrides: read.values };
  }
  const { version } = base;
  return {
    ok: true,
    policy: policySchema.parse({ version, rules, auditDays, projectAdminsMakeKeys, projects }),
  };
}

type ReadFields =
  | { readonly ok: true; readonly values: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly at: SettingName };

export function readFields(fields: Fields, base: Readonly<Partial<Record<string, unknown>>>): ReadFields {
  const values: Record<string, unknown> = {};
  for (const name of SETTING_NAMES) {
    const field = fields[name];
    if (!field) continue;
    const before = base[name];
    if (before !== undefined && isSameField(field, fieldOf(name, before))) {
      values[name] = before;
      continue;
    }
    const read = readField(name, field);
    if (!read.ok) return { ok: false, at: name };
    values[name] = read.value;
  }
  return { ok: true, values };
}

/** The draft, moved from the policy it was made on to a newer one: another admin's changes and one's own. */
export function rebase(draft: PolicyDraft, base: Policy, newest: Policy): PolicyDraft {
  const [before, after] = [draftOf(base), draftOf(newest)];
  const overrides: Record<ProjectId, Fields> = {};
  const on = mergeProjects(base.projects, draft.on, newest.projects);
  for (const [id] of projectsOf({ projects: on })) {
    overrides[id] = mergeFields(
      before.overrides[id] ?? {},
      draft.overrides[id] ?? {},
      after.overrides[id] ?? {},
    );
  }
  return { site: mergeFields(before.site, draft.site, after.site), on, overrides };
}

/** What either switched on or off. */
function mergeProjects(
  base: Policy['projects'],
  mine: Policy['projects'],
  theirs: Policy['projects'],
): Policy['projects'] {
  const isOn = (id: string): boolean =>
    Object.hasOwn(mine, id) === Object.hasOwn(base, id) ? Object.hasOwn(theirs, id) : Object.hasOwn(mine, id);
  return Object.fromEntries(Object.entries({ ...mine, ...theirs }).filter(([id]) => isOn(id)));
}

export function mergeFields(base: Fields, mine: Fields, theirs: Fields): Fields {
  const merged = SETTING_NAMES.map((name) => [name, mergeField(base[name], mine[name], theirs[name])]);
  return Object.fromEntries(merged.filter((entry): entry is [SettingName, Field] => entry[1] !== undefined));
}

/** The enabled projects, by name. */
export function projectsOf({
  projects,
}: Pick<Policy, 'projects'>): [ProjectId, Policy['projects'][ProjectId]][] {
  return (Object.entries(projects) as [ProjectId, Policy['projects'][ProjectId]][]).sort(
    ([, one], [, other]) => byName(one, other),
  );
}
