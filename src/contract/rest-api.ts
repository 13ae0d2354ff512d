import * as z from 'zod/mini';
import { accountIdSchema, organizationIdSchema } from '../domain/ids';
import { scriptInvitationSchema } from './script-api';

/** What `POST /invitations` takes. */
export const apiInvitationSchema = scriptInvitationSchema;

const stepSchema = z.strictObject({
  step: z.enum(['account', 'desk', 'organization', 'email', 'end']),
  state: z.enum(['done', 'attention', 'failed', 'skipped']),
  /** `made` by this invitation, `already` so before, or `confirmed`: so now, since when is not known. */
  change: z.optional(z.enum(['made', 'already', 'confirmed'])),
  organization: z.optional(z.strictObject({ id: z.optional(organizationIdSchema), name: z.string() })),
  /** Of the step `end`: when, ISO 8601 in UTC. */
  endsAt: z.optional(z.iso.datetime()),
  reason: z.optional(z.string()),
});

const apiReasonSchema = z.strictObject({
  /** Fixed, to be compared. */
  code: z.string(),
  /** In words, which may change. */
  message: z.string(),
  /** What to do, and who can. */
  next: z.optional(z.string()),
});

/** What `POST /invitations` answers. */
export const invitationResultSchema = z.strictObject({
  state: z.enum(['done', 'attention', 'failed']),
  accountId: z.optional(accountIdSchema),
  reason: z.optional(apiReasonSchema),
  steps: z.array(stepSchema),
  /** Names the invitation for `GET /invitations/{id}`; absent where it is not written down yet. */
  id: z.optional(z.string()),
});
export type InvitationResult = z.infer<typeof invitationResultSchema>;

/** What `GET /invitations/{id}` answers: as the audit log keeps it, without an address. */
export const keptInvitationSchema = z.strictObject({
  id: z.string(),
  /** ISO 8601. */
  at: z.iso.datetime(),
  outcome: z.enum(['done', 'attention', 'failed', 'refused']),
  accountId: z.optional(accountIdSchema),
  domain: z.optional(z.string()),
  reason: z.optional(z.string()),
  organizations: z.array(z.string()),
});
export type KeptInvitation = z.infer<typeof keptInvitationSchema>;

/** What `GET /organizations?project=SUP` answers: those in which customers of the project may be enrolled. */
export const organizationsSchema = z.strictObject({
  organizations: z.array(z.strictObject({ id: organizationIdSchema, name: z.string() })),
});
export type ApiOrganizations = z.infer<typeof organizationsSchema>;

/** Any answer that is not what was asked for. */
export const apiErrorSchema = z.strictObject({ error: apiReasonSchema });
