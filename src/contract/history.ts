import * as z from 'zod/mini';
import type { AuditPage } from './audit';
import { projectAuditQuerySchema } from './audit';

/** What an inviter looks for among the invitations of the project they are in. */
export const historyInputSchema = z.extend(projectAuditQuerySchema, {
  limit: z._default(z.int().check(z.positive(), z.maximum(100)), 20),
});
export type HistoryInput = z.infer<typeof historyInputSchema>;

/**
 * The invitations made in the project, and what became of access, as an inviter there sees them: the audit log without the
 * rest. Where the rows of imports are left out, their imports stand for them.
 */
export type HistoryPage = AuditPage;
