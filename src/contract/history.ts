import * as z from 'zod/mini';
import type { AuditPage } from './audit';
import { positionSchema } from './audit';

export const historyInputSchema = z.strictObject({ before: z.optional(positionSchema) });
export type HistoryInput = z.infer<typeof historyInputSchema>;

/** The invitations made in the project, and what became of access that ends, as an inviter there sees them: the audit log without the rest. */
export type HistoryPage = AuditPage;
