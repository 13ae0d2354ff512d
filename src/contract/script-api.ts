import * as z from 'zod/mini';
import { trimUnseen } from '../domain/address/plain-text';

/** Longest body that the script's door reads, in bytes. */
export const SCRIPT_BODY_MAX = 16_384;

const required = (max: number) => z.string().check(z.overwrite(trimUnseen), z.minLength(1), z.maxLength(max));

/** `null` and what is blank are how programs write that they have none. */
const optional = (max: number) =>
  z.optional(
    z.pipe(
      z.nullable(z.string().check(z.overwrite(trimUnseen), z.maxLength(max))),
      z.transform((text) => (text === null || text === '' ? undefined : text)),
    ),
  );
const optionalSwitch = z.optional(
  z.pipe(
    z.union([z.boolean(), z.null(), z.string().check(z.regex(/^\s*$/))]),
    z.transform((value) => (typeof value === 'boolean' ? value : undefined)),
  ),
);

/** What a script sends for one invitation. */
export const scriptInvitationSchema = z.pipe(
  z.strictObject({
    email: required(1000),
    displayName: optional(1000),
    /** The name or the id of an organization. */
    organization: optional(200),
    /** The key (`SUP`) or the id of a service space. */
    project: optional(50),
    /** Jira's word for it on the screens. */
    space: optional(50),
    /** Whether Jira sends its invitation email. */
    notify: optionalSwitch,
    /** When the access is to end: see `parseEndsAt`. */
    endsAt: optional(40),
  }),
  z.transform(({ space, project = space, ...invitation }, context) => {
    if (project !== undefined && (space === undefined || space === project))
      return { ...invitation, project };
    const field = project === undefined ? 'project' : 'space';
    context.issues.push({ code: 'custom', path: [field], input: project });
    return z.NEVER;
  }),
);
export type ScriptInvitation = z.infer<typeof scriptInvitationSchema>;

/** What the script's door can answer. Each is a fixed output of the manifest, so that nothing else can get out. */
export const SCRIPT_ANSWERS = {
  created: { status: 201, message: 'The customer was created and added.' },
  exists: { status: 200, message: 'The customer already existed and is added.' },
  /** The queue does it: see `inviteAtTheDoor`. */
  accepted: {
    status: 202,
    message:
      'The request is accepted and is worked on: repeat the request with the same Idempotency-Key to learn the outcome.',
  },
  attention: { status: 202, message: 'Something needs the attention of a person.' },
  invalid: {
    status: 400,
    message:
      'The request is not understood: send a POST with JSON in UTF-8 in which email and space are filled in, and check fields and headers.',
  },
  unauthorized: { status: 401, message: 'There is no key, or it is wrong, expired or revoked.' },
  forbidden: { status: 403, message: 'The policy or the limits of the key do not allow this.' },
  'too-large': { status: 413, message: 'The body is larger than 16 KB.' },
  unprocessable: {
    status: 422,
    message: 'A field is not acceptable: address, name, organization or end date.',
  },
  throttled: {
    status: 429,
    message: 'Too many requests, or the quota of the day is used up: try again later.',
  },
  failed: { status: 502, message: 'Jira or the app could not do it: try again later.' },
} as const;
export type ScriptAnswer = keyof typeof SCRIPT_ANSWERS;

/** The fixed body of an answer. */
export function scriptAnswerBody(answer: ScriptAnswer): string {
  return JSON.stringify({
    code: answer,
    message: SCRIPT_ANSWERS[answer].message,
    look: 'Jira settings, Apps, Guestlist, Audit',
  });
}
