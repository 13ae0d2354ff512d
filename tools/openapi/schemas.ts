import { toJSONSchema } from 'zod';
import type * as z from 'zod/mini';
import {
  apiErrorSchema,
  apiInvitationSchema,
  invitationResultSchema,
  keptInvitationSchema,
  organizationsSchema,
} from '../../src/contract/rest-api';

export type Json = Record<string, unknown>;

/** What fields are for, in the words of docs/scripts.md; by schema, since a name can mean several things. */
const DESCRIPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Invitation: {
    email: 'The address of the customer.',
    displayName: 'The name of an account that has to be created.',
    organization:
      'Name or id of the organization; all digits are an id. Without it, the policy decides by the domain.',
    project: 'Key or id of the service space. Either this or `space`.',
    space:
      'The same as `project`, in Jira’s word of the screens. Where both are given, they have to be the same.',
    notify: 'Whether Jira sends its invitation email, where the policy leaves that open.',
    endsAt:
      'When the access is to end: a day, to its end in UTC (2027-06-30), or a moment with its time zone (2027-06-30T18:00+02:00). It ends what this invitation adds, and nothing else.',
  },
  InvitationResult: {
    reason: 'Why it is not done.',
    steps: 'What was done, one after the other; each is safe to repeat.',
    id: 'Names the invitation for `GET /invitations/{id}`; absent where it is not written down yet.',
  },
  KeptInvitation: { at: 'When, in UTC.', domain: 'Of the address, which is not kept.' },
  Error: { error: '`code` is fixed, to be compared; `message` and `next` are words, which may change.' },
};

/** What no single field says. */
const ONE_OF: Readonly<Record<string, Json>> = {
  Invitation: { anyOf: [{ required: ['project'] }, { required: ['space'] }] },
};

/** The JSON schemas of everything that is sent, from the schemas that the app itself checks with. */
export function componentSchemas(): Json {
  return {
    Invitation: jsonSchema('Invitation', apiInvitationSchema, 'input'),
    InvitationResult: jsonSchema('InvitationResult', invitationResultSchema, 'output'),
    KeptInvitation: jsonSchema('KeptInvitation', keptInvitationSchema, 'output'),
    Organizations: jsonSchema('Organizations', organizationsSchema, 'output'),
    Error: jsonSchema('Error', apiErrorSchema, 'output'),
  };
}

function jsonSchema(name: string, schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const generated = toJSONSchema(schema, {
    io,
    override: ({ jsonSchema: each }) => {
      // The format says it already, in fewer characters.
      if (each.format === 'date-time') delete each.pattern;
    },
  });
  // The document says the dialect, once.
  delete generated.$schema;
  const properties = Object.entries(generated.properties ?? {}).map(([property, value]) => {
    const description = DESCRIPTIONS[name]?.[property];
    return [property, { ...(value as Json), ...(description && { description }) }] as const;
  });
  return { ...generated, ...ONE_OF[name], properties: Object.fromEntries(properties) };
}
