import * as z from 'zod/mini';
import { accountIdSchema, organizationIdSchema } from '../ids';
import { plainText } from '../address/plain-text';
import { SAME_LINES_MAX } from '../limits';
import { DAY_ORDERS } from './days';
import type { DayOrder } from './days';

/** What a column of a file can hold. */
export const COLUMN_USES = ['email', 'name', 'firstName', 'lastName', 'organizations', 'endsAt'] as const;
export type ColumnUse = (typeof COLUMN_USES)[number];

/** Columns of one file. */
export const COLUMNS_MAX = 100;
/** Characters of one cell: longer than any address, name or list of organizations that could pass. */
export const CELL_MAX = 2000;
/** Different organizations that one file names. */
export const FILE_ORGANIZATIONS_MAX = 500;

/** What each column holds, in the file's order; `null` is left alone. Only organizations may stand in several. */
export const columnsSchema = z.array(z.nullable(z.enum(COLUMN_USES))).check(z.maxLength(COLUMNS_MAX));
export type Columns = z.infer<typeof columnsSchema>;

/** One person of a file: a row, with those of the same address joined into it. */
export const importRowSchema = z.strictObject({
  /** Its line in the file, from 1. */
  line: z.int().check(z.positive()),
  /** Lines of the same address that were joined into it, the first 20. */
  also: z.optional(z.array(z.int().check(z.positive())).check(z.maxLength(SAME_LINES_MAX))),
  /** As they stand in the file; of joined rows with the organizations of all. */
  cells: z.array(z.string().check(z.maxLength(CELL_MAX))).check(z.maxLength(COLUMNS_MAX)),
  /** Of a list of leavers: whom the address stands for, as Jira told the page. */
  accountId: z.optional(accountIdSchema),
});
export type ImportRow = z.infer<typeof importRowSchema>;

/** As it looks, which is how it is compared with what the rows say. */
const nameSchema = z.string().check(z.minLength(1), z.maxLength(CELL_MAX), z.overwrite(plainText));

/** What is done with an organization that a file names, for all rows. A name that is not listed is looked up. */
export const organizationMappingSchema = z
  .array(
    z.strictObject({
      name: nameSchema,
      to: z.union([
        z.strictObject({ id: organizationIdSchema }),
        z.strictObject({ create: z.literal(true) }),
        z.strictObject({ leaveOut: z.literal(true) }),
      ]),
    }),
  )
  .check(z.maxLength(FILE_ORGANIZATIONS_MAX));
export type OrganizationMapping = z.infer<typeof organizationMappingSchema>;

export const dayOrderSchema = z.enum(DAY_ORDERS);

/** How the rows of a file are to be read. */
export interface ReadingPlan {
  readonly columns: Columns;
  readonly organizations: OrganizationMapping;
  /** Send Jira's invitation e-mail. */
  readonly notify: boolean;
  /** Decides days that can be read in two ways. Without it they are refused. */
  readonly dayOrder?: DayOrder | undefined;
}
