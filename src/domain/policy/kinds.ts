import * as z from 'zod/mini';
import { coversDomain } from '../address/covers-domain';
import { domainListSchema, organizationListSchema, routeListSchema } from './lists';
import type { OrganizationChoice, Route } from './lists';

/** What a rule says beside its kind. */
interface Facts<T, P extends boolean> {
  /** Holds on a site whose admins set nothing else. */
  readonly initial: T;
  /** What a policy means that was stored before there was the rule. */
  readonly before: T;
  /** Every policy that was ever stored has it: one without it is damaged, and is not guessed at. */
  readonly isAlwaysStored?: true;
  /** Whether the planner of rows goes by it, which runs on the screens, too. */
  readonly isPlanned: P;
}

interface EditorOf<K> {
  readonly kind: K;
}
interface NumberEditor extends EditorOf<'number'> {
  readonly max: number;
}
export type Editor =
  | EditorOf<'many' | 'one' | 'domains' | 'organizations' | 'routes' | 'switch'>
  | NumberEditor;

/** A rule of the policy: everything that depends on which rule it is, but for its words and what enforces it. */
export interface Rule<T, E extends Editor = Editor, P extends boolean = boolean> extends Facts<T, P> {
  readonly schema: z.ZodMiniType<T>;
  /** How it is edited, and the bounds of that. */
  readonly editor: E;
  /** A space's own value inside the site's: the stricter of both. */
  readonly tightened: (site: T, own: T) => T;
  /** Whether the site's value allows all that a space's own asks for. */
  readonly isWithin: (site: T, own: T) => boolean;
  /** Whether there is anything stricter than the site's value. */
  readonly canTighten: (site: T) => boolean;
}

type RuleOf<T, K extends Exclude<Editor['kind'], 'number'>, P extends boolean> = Rule<T, EditorOf<K>, P>;

/** Some of several. None of them is the strictest. */
export function setRule<const V extends string, P extends boolean>(
  values: readonly V[],
  facts: Facts<V[], P>,
): RuleOf<V[], 'many', P> {
  return {
    ...facts,
    schema: z.array(z.literal(values)).check(z.maxLength(values.length)),
    editor: { kind: 'many' },
    tightened: (site, own) => site.filter((each) => own.includes(each)),
    isWithin: (site, own) => own.every((each) => site.includes(each)),
    canTighten: (site) => site.length > 0,
  };
}

/** One of several. */
export function choiceRule<const V extends string, P extends boolean>(
  strictestFirst: readonly V[],
  facts: Facts<V, P>,
): RuleOf<V, 'one', P> {
  const place = (value: V): number => strictestFirst.indexOf(value);
  return {
    ...facts,
    schema: z.literal(strictestFirst),
    editor: { kind: 'one' },
    tightened: (site, own) => (place(site) <= place(own) ? site : own),
    isWithin: (site, own) => place(own) <= place(site),
    canTighten: (site) => place(site) > 0,
  };
}

/** Something that is let be done, or not. */
export function switchRule<P extends boolean>(facts: Facts<boolean, P>): RuleOf<boolean, 'switch', P> {
  return {
    ...facts,
    schema: z.boolean(),
    editor: { kind: 'switch' },
    tightened: (site, own) => site && own,
    isWithin: (site, own) => site || !own,
    canTighten: (site) => site,
  };
}

/** As many as that; `null`: as many as they like. */
export function limitRule<P extends boolean>(
  max: number,
  facts: Facts<number | null, P>,
): Rule<number | null, NumberEditor, P> {
  const most = (value: number | null): number => value ?? Number.POSITIVE_INFINITY;
  return {
    ...facts,
    schema: z.nullable(countSchema(max)),
    editor: { kind: 'number', max },
    tightened: (site, own) => (most(site) <= most(own) ? site : own),
    isWithin: (site, own) => most(own) <= most(site),
    canTighten: () => true,
  };
}

/** From that number on something is asked: the sooner, the stricter. */
export function thresholdRule<P extends boolean>(
  max: number,
  facts: Facts<number, P>,
): Rule<number, NumberEditor, P> {
  return {
    ...facts,
    schema: countSchema(max),
    editor: { kind: 'number', max },
    tightened: (site, own) => Math.min(site, own),
    isWithin: (site, own) => own <= site,
    canTighten: (site) => site > 1,
  };
}

/**
 * Domains, each for those under it, too.
 *
 * @param together what the site's list and a space's say together: what stands in either, or what both cover. Of the
 *   latter, an empty list covers everything, so that two lists with nothing in common need more than this rule.
 */
export function domainsRule<P extends boolean>(
  together: 'either' | 'both',
  facts: Facts<string[], P>,
): RuleOf<string[], 'domains', P> {
  const list = {
    ...facts,
    schema: domainListSchema,
    editor: { kind: 'domains' },
    canTighten: () => true,
  } as const;
  if (together === 'either') {
    return { ...list, tightened: (site, own) => [...new Set([...site, ...own])], isWithin: () => true };
  }
  return {
    ...list,
    tightened: coveredByBoth,
    isWithin: (site, own) => site.length === 0 || own.every((domain) => isCovered(domain, site)),
  };
}

/** Organizations, and no others; an empty list stands for all. */
export function organizationsRule<P extends boolean>(
  facts: Facts<OrganizationChoice[], P>,
): RuleOf<OrganizationChoice[], 'organizations', P> {
  const has = (list: OrganizationChoice[], wanted: OrganizationChoice): boolean =>
    list.some(({ id }) => id === wanted.id);
  return {
    ...facts,
    schema: organizationListSchema,
    editor: { kind: 'organizations' },
    // The site's item: what a project calls it is not what it is called.
    tightened: (site, own) =>
      site.length === 0 || own.length === 0 ? [...site, ...own] : site.filter((each) => has(own, each)),
    isWithin: (site, own) => site.length === 0 || own.every((each) => has(site, each)),
    canTighten: () => true,
  };
}

/** Domains, each with an organization. That leads customers into it, so that any change could be more than the site allows. */
export function routesRule<P extends boolean>(facts: Facts<Route[], P>): RuleOf<Route[], 'routes', P> {
  return {
    ...facts,
    schema: routeListSchema,
    editor: { kind: 'routes' },
    tightened: (site) => site,
    isWithin: (site, own) => JSON.stringify(own) === JSON.stringify(site),
    canTighten: () => false,
  };
}

/** Whether a list of domains has the domain, or one above it. */
export function isCovered(domain: string, list: readonly string[]): boolean {
  return list.some((listed) => coversDomain(listed, domain));
}

/** Of two domains of which one covers the other, the narrower. */
function coveredByBoth(site: string[], own: string[]): string[] {
  if (site.length === 0 || own.length === 0) return [...site, ...own];
  const narrower = [
    ...own.filter((domain) => isCovered(domain, site)),
    ...site.filter((domain) => isCovered(domain, own)),
  ];
  return narrower.length > 0 ? [...new Set(narrower)] : own;
}

function countSchema(max: number): z.ZodMiniType<number> {
  return z.int().check(z.positive(), z.maximum(max));
}
