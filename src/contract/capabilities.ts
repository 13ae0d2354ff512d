import * as z from 'zod/mini';

const factSchema = z.object({
  is: z.boolean(),
  /** When the site last showed it, in ms since 1970. */
  at: z.number(),
});

/** What a site was found to do. Absent: not known. */
export const capabilitiesSchema = z.object({
  /** The app's own account may create customers. */
  createAsApp: z.optional(factSchema),
  /** Jira's invitation with an e-mail is there. */
  invite: z.optional(factSchema),
  /** Jira tells the app addresses that people hide. */
  hiddenAddresses: z.optional(factSchema),
  /** The app may act for an absent person where a script calls. */
  offlineInWebTrigger: z.optional(factSchema),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;
export type Capability = keyof Capabilities;
