import type { KeptPolicy } from '../../../src/contract/policy-versions';
import type { OrganizationId, ProjectId } from '../../../src/domain/ids';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import type { Policy } from '../../../src/domain/policy/policy';
import { rulesOfKind } from '../../../src/domain/policy/rules';
import type { RuleName, SomeRules } from '../../../src/domain/policy/rules';
import { projectName } from '../../ui/project-name';
import { draftOf, fieldsOf, projectsOf } from './draft';
import type { PolicyDraft } from './draft';
import type { Fields } from './fields';

/** What Jira knows today; `undefined` where it does not tell: then nothing counts as gone. */
export interface ThereNow {
  readonly projects: ReadonlySet<ProjectId> | undefined;
  readonly organizations: ReadonlySet<OrganizationId> | undefined;
}

/** A version as a draft, with what became of things that it names. */
export interface RestoredDraft {
  readonly draft: PolicyDraft;
  /** Names of projects that are no service projects any more: they are left out. */
  readonly goneProjects: readonly string[];
  /** Names of organizations that are gone: the rules still name them, for a list that got empty would allow more. */
  readonly goneOrganizations: readonly string[];
  /** Rules that came later: they stay as they are. */
  readonly missing: readonly RuleName[];
}

/** Puts an earlier version into the form, as changes of the policy that holds. */
export function restoredDraft({ policy, missing }: KeptPolicy, base: Policy, there: ThereNow): RestoredDraft {
  const current = draftOf(base);
  const version = draftOf(policy);
  const isThere = (id: ProjectId): boolean =>
    Object.hasOwn(base.projects, id) || there.projects === undefined || there.projects.has(id);
  const all = projectsOf(policy);
  const kept = all.filter(([id]) => isThere(id));
  const on = kept.map(([id, project]) => [id, base.projects[id] ?? { ...project, own: {} }] as const);
  const overrides = kept.map(([id, project]): [ProjectId, Fields] => [id, fieldsOf(project.overrides)]);
  const later = Object.entries(current.site).filter(([name]) => missing.some((each) => each === name));
  return {
    draft: {
      site: { ...version.site, ...Object.fromEntries(later) },
      on: Object.fromEntries(on),
      overrides: Object.fromEntries(overrides),
    },
    goneProjects: all.filter(([id]) => !isThere(id)).map(([, project]) => projectName(project)),
    goneOrganizations: goneOrganizations([policy.rules, ...kept.map(([, each]) => each.overrides)], there),
    missing,
  };
}

function goneOrganizations(layers: readonly SomeRules[], { organizations }: ThereNow): readonly string[] {
  if (!organizations) return [];
  const gone = layers.flatMap(organizationsIn).filter(({ id }) => !organizations.has(id));
  return [...new Set(gone.map(({ name }) => name))];
}

function organizationsIn(rules: SomeRules): readonly OrganizationChoice[] {
  return [
    ...rulesOfKind('organizations').flatMap((name) => rules[name] ?? []),
    ...rulesOfKind('routes').flatMap((name) => (rules[name] ?? []).map(({ organization }) => organization)),
  ];
}
