import type { AuditEntry, AuditQuery } from '../../../contract/audit';
import type { IssueId, OrganizationId } from '../../../domain/ids';
import { AUDIT_ENTITY } from './audit-entry';
import type { Stored } from './audit-entry';
import { kindMark, pairMark } from './audit-kinds';
import { isUsualAsked, LOOKUP_ENTITY, wordFor } from './audit-lookup';

/** As asked for, and of some kinds of events only where that is told. */
export type StoredAuditQuery = AuditQuery & {
  readonly events?: readonly AuditEntry['event'][];
  /** Invitations made from this request: an index of its own, since a project may have thousands of others. */
  readonly issueId?: IssueId;
  /** Invitations into this organization: filtered, since one invitation can be into several. */
  readonly organizationId?: OrganizationId;
};

/** Rows of one index, newest first. */
export interface Stream {
  readonly entity: typeof AUDIT_ENTITY | typeof LOOKUP_ENTITY;
  readonly index: string;
  readonly partition: readonly string[];
}

/** A part of the log: what an index holds of the entries since there is that index, or, last, all of it. */
export interface SearchPart {
  /** How a position says which part it is in; orders end with eight characters. */
  readonly mark: '' | ':l' | ':d' | ':r';
  readonly streams: readonly Stream[];
  /** Whether the streams give out entries that do not match. */
  readonly isFiltered: boolean;
  /** Whether it has an entry that matches: the parts behind it pass that over. */
  readonly has: (stored: Stored) => boolean;
  /** What the parts behind it may still give out. */
  readonly leaves: 'nothing' | 'unlisted' | 'any';
}

/**
 * In which parts a query is answered, one after another: what indexes know of newer entries first, and then the rest of
 * the log. One part where an index knows of all entries.
 */
export function partsOf(query: StoredAuditQuery): readonly [SearchPart, ...SearchPart[]] {
  const known = [listedPart(query), indexedPart(query)].filter((part) => part !== undefined);
  const whole: SearchPart = {
    mark: known.length > 0 ? ':r' : '',
    streams: [wholeStream(query)],
    isFiltered: isFiltered(query),
    has: () => true,
    leaves: 'nothing',
  };
  const [first, ...others] = known;
  return first ? [first, ...others, whole] : [whole];
}

/** What several filters ask for together, of entries that have their rows in `audit-lookup`. */
function listedPart(query: StoredAuditQuery): SearchPart | undefined {
  if (isOfFew(query) || wholeDomain(query) !== undefined) return undefined;
  const streams = listedStreams(query);
  if (streams.length === 0) return undefined;
  return {
    mark: ':l',
    streams,
    isFiltered: isUsualAsked(query) || isFilteredOtherwise(query),
    has: ({ listed }) => listed === true,
    leaves: 'unlisted',
  };
}

function listedStreams(query: StoredAuditQuery): readonly Stream[] {
  const { projectId, actor, outcome, kind } = query;
  const word = wordFor({ outcome, kind });
  if (word === undefined) {
    if (!projectId || !actor) return [];
    const partition = [pairMark({ projectId, actor })];
    return [
      { entity: AUDIT_ENTITY, index: 'by-issue', partition },
      { entity: LOOKUP_ENTITY, index: 'by-pair', partition },
    ];
  }
  const lookup = (index: string, ...partition: string[]): Stream[] => [
    { entity: LOOKUP_ENTITY, index, partition: [...partition, word] },
  ];
  if (projectId && actor) return lookup('by-project-and-person', projectId, actor);
  if (projectId) return lookup('by-project', projectId);
  if (actor) return lookup('by-person', actor);
  // One of them alone has an index of the log itself.
  return word === outcome || word === kind ? [] : lookup('by-word');
}

/** What can be looked up in the log itself: a whole domain, else a kind other than invitations. */
function indexedPart(query: StoredAuditQuery): SearchPart | undefined {
  if (isOfFew(query)) return undefined;
  const domain = wholeDomain(query);
  if (domain !== undefined) {
    const streams = [{ entity: AUDIT_ENTITY, index: 'by-domain', partition: [domain] } as const];
    // A domain is a part of those below it, too.
    return {
      mark: ':d',
      streams,
      isFiltered: true,
      has: ({ ofDomain }) => ofDomain === domain,
      leaves: 'any',
    };
  }
  const mark = query.kind && kindMark(query.kind);
  if (mark === undefined) return undefined;
  const streams = [{ entity: AUDIT_ENTITY, index: 'by-issue', partition: [mark] } as const];
  return {
    mark: ':d',
    streams,
    isFiltered: true,
    has: ({ issueId }) => issueId === mark,
    leaves: 'unlisted',
  };
}

/** Whether an index leaves so few that no other is better. */
function isOfFew({ issueId, customer }: StoredAuditQuery): boolean {
  return issueId !== undefined || customer !== undefined;
}

/** The domain that is asked for, unless it may be a part of one. */
function wholeDomain({ domain = '' }: StoredAuditQuery): string | undefined {
  const labels = domain.split('.');
  const isWhole = labels.length > 1 && labels.every(Boolean) && (labels.at(-1) ?? '').length > 1;
  return isWhole ? domain.toLowerCase() : undefined;
}

/** The index of the whole log that leaves the fewest entries; what else is asked for is filtered. */
function wholeStream(query: StoredAuditQuery): Stream {
  const { projectId, actor, outcome, issueId, customer } = query;
  const log = (index: string, ...partition: string[]): Stream => ({
    entity: AUDIT_ENTITY,
    index,
    partition,
  });
  if (customer) return log('by-customer', customer);
  if (issueId) return log('by-issue', issueId);
  if (actor) return log('by-actor', actor);
  // What went wrong on the whole site is less than all that happened in one project.
  if (outcome && outcome !== 'done') return log('by-outcome', outcome);
  if (projectId) return log('by-project', projectId);
  if (outcome) return log('by-outcome', outcome);
  return log('by-time');
}

/** Whether the index of the whole log gives out entries that do not match. */
function isFiltered(query: StoredAuditQuery): boolean {
  const { projectId, actor, outcome, issueId, customer, kind } = query;
  const indexed = [projectId, actor, outcome, issueId, customer].filter(
    (value) => value !== undefined,
  ).length;
  return indexed > 1 || kind !== undefined || isFilteredOtherwise(query);
}

/** By what no index holds. */
function isFilteredOtherwise({
  domain,
  events,
  organizationId,
  importId,
  imports,
}: StoredAuditQuery): boolean {
  return [domain, events, organizationId, importId, imports].some((value) => value !== undefined);
}
