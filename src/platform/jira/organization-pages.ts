import * as z from 'zod/mini';
import { organizationIdSchema } from '../../domain/ids';
import type { OrganizationId } from '../../domain/ids';
import { readAnswer } from './result';
import type { JiraResult } from './result';
import type { JiraAnswer } from './client';
import { IN_FLIGHT_MAX } from './concurrency';
import { ok } from '../../domain/result';

/** 50,000 organizations in one list. */
const PAGES_MAX = 1000;

export const organizationSchema = z.object({
  id: organizationIdSchema,
  name: z.string(),
  scimManaged: z.optional(z.boolean()),
  created: z.optional(z.object({ epochMillis: z.optional(z.number()) })),
});

const organizationPageSchema = z.object({
  values: z.array(organizationSchema),
  isLastPage: z.boolean(),
});

export interface Organization {
  readonly id: OrganizationId;
  readonly name: string;
  /** An identity provider fills it; Jira refuses any other change of its members. */
  readonly scimManaged: boolean;
  /** Milliseconds since 1970; older organizations have none. */
  readonly createdAt: number | undefined;
}

export interface OrganizationPages {
  /** In Jira's order, from the place that was asked for. */
  readonly organizations: readonly Organization[];
  /** Nothing comes after them. */
  readonly isWhole: boolean;
}

export interface PagesWanted {
  /** How many are passed over. */
  readonly start?: number;
  /** Pages that are read at most. */
  readonly max?: number;
  /** Says that what was found is all that is wanted. */
  readonly enough?: (found: readonly Organization[]) => boolean;
}

/**
 * Reads a list page after page, then two, four and at last eight pages at once: most lists have one page, some have a
 * hundred.
 *
 * @param ask gives the page that begins at a place.
 */
export async function readPages(
  ask: (start: number) => Promise<JiraAnswer>,
  { start = 0, max = PAGES_MAX, enough = () => false }: PagesWanted = {},
): Promise<JiraResult<OrganizationPages>> {
  const found: Organization[] = [];
  let size = 0;
  let wave = 1;
  for (let pages = 0; pages < max;) {
    const from = start + found.length;
    const starts = Array.from({ length: wave }, (_, index) => from + index * size);
    const answers = await Promise.all(
      starts.map(async (at) => readAnswer(await ask(at), organizationPageSchema)),
    );
    for (const read of answers) {
      if (!read.ok) return read;
      const { values, isLastPage } = read.data;
      found.push(...values.map(toOrganization));
      if (isLastPage || values.length === 0) return whole(found);
      size ||= values.length;
      if (values.length !== size) break;
    }
    if (enough(found)) break;
    pages += wave;
    // A page of another size moves all that come after it.
    const isEven = found.length === pages * size;
    wave = isEven ? Math.max(1, Math.min(pages === 1 ? 1 : wave * 2, IN_FLIGHT_MAX, max - pages)) : 1;
  }
  return ok({ organizations: found, isWhole: false });
}

function whole(organizations: readonly Organization[]): JiraResult<OrganizationPages> {
  return ok({ organizations, isWhole: true });
}

export function toOrganization(read: z.infer<typeof organizationSchema>): Organization {
  return {
    id: read.id,
    name: read.name,
    scimManaged: read.scimManaged ?? false,
    createdAt: read.created?.epochMillis,
  };
}
