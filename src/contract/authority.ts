import * as z from 'zod/mini';
import { accountIdSchema } from '../domain/ids';

/** Whose permission does the privileged calls. */
export const authoritySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('app') }),
  z.strictObject({
    kind: z.literal('delegate'),
    /** The Jira admin who consented. */
    accountId: accountIdSchema,
    /** When, ISO 8601. */
    since: z.string(),
  }),
]);
export type Authority = z.infer<typeof authoritySchema>;

const selfTestCheckSchema = z.strictObject({
  check: z.enum(['administer', 'read']),
  /** The call as it was made, `GET /rest/api/3/…`. */
  asked: z.string(),
  /** What came back, in short: `200, ADMINISTER: yes`. */
  answered: z.string(),
  ok: z.boolean(),
});
export type SelfTestCheck = z.infer<typeof selfTestCheckSchema>;

/** Whether the app (or the delegate) holds what the main job needs, as Jira last told. */
export const selfTestSchema = z.strictObject({
  at: z.string(),
  /** `waiting`: not yet, but the app was installed minutes ago and Jira may still be granting. */
  result: z.enum(['ready', 'waiting', 'lacks-power', 'unreachable']),
  checks: z.array(selfTestCheckSchema),
});
export type SelfTest = z.infer<typeof selfTestSchema>;

/** What the Get started page shows. */
export interface AuthorityView {
  readonly authority: Authority;
  readonly selfTest: SelfTest | undefined;
}
