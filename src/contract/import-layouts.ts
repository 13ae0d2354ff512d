import * as z from 'zod/mini';
import { COLUMN_USES, dayOrderSchema } from '../domain/invitation/import-row';
import { isPlainText } from '../domain/address/plain-text';

/** Layouts of one space. With `LAYOUT_COLUMNS_MAX` and the lengths of names, all of them stay below 240 KiB. */
export const LAYOUTS_MAX = 20;
/** Columns of a layout that hold something. */
export const LAYOUT_COLUMNS_MAX = 16;
export const LAYOUT_NAME_MAX = 60;

/** Says nothing about anybody: an address in a layout would outlive every row. */
const wordsSchema = (max: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(max),
    z.refine(isPlainText, 'name-control'),
    z.refine((text) => !text.includes('@'), 'layout-address'),
  );

const layoutNameSchema = wordsSchema(LAYOUT_NAME_MAX).check(z.trim(), z.minLength(1));

export const layoutInputSchema = z.strictObject({
  name: layoutNameSchema,
  /** SHA-256 of the names of all columns, by which a file of the same form is recognized. */
  header: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** What columns of these names hold; those that are ignored are left out. */
  columns: z
    .array(z.strictObject({ name: wordsSchema(200), use: z.enum(COLUMN_USES) }))
    .check(z.minLength(1), z.maxLength(LAYOUT_COLUMNS_MAX)),
  dayOrder: z.optional(dayOrderSchema),
});
export type LayoutInput = z.infer<typeof layoutInputSchema>;

export const layoutIdSchema = z.string().check(z.regex(/^[0-9a-f]{12}$/));
export const layoutRefSchema = z.strictObject({ id: layoutIdSchema });
export type LayoutRef = z.infer<typeof layoutRefSchema>;
export const layoutRenameSchema = z.strictObject({ id: layoutIdSchema, name: layoutNameSchema });
export type LayoutRename = z.infer<typeof layoutRenameSchema>;

/** What the columns of a space's files hold, under a name: for everybody who may import there. */
export interface SavedLayout extends LayoutInput {
  readonly id: string;
}
