import * as z from 'zod/mini';
import { domainListSchema, organizationListSchema } from '../../../src/domain/policy/lists';
import { rulesSchema } from '../../../src/domain/policy/rules';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import { SETTINGS } from './settings';
import type { SettingName } from './settings';

/** The value of a setting, together with the kind of it. */
export type Value =
  | { readonly kind: 'many'; readonly value: readonly string[] }
  | { readonly kind: 'one'; readonly value: string }
  | { readonly kind: 'domains'; readonly value: readonly string[] }
  | { readonly kind: 'organizations'; readonly value: readonly OrganizationChoice[] }
  | {
      readonly kind: 'routes';
      readonly value: readonly { readonly domain: string; readonly organization: OrganizationChoice }[];
    }
  | { readonly kind: 'switch'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number | null };

const valueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('many'), value: z.array(z.string()) }),
  z.object({ kind: z.literal('one'), value: z.string() }),
  z.object({ kind: z.literal('domains'), value: domainListSchema }),
  z.object({ kind: z.literal('organizations'), value: organizationListSchema }),
  z.object({ kind: z.literal('routes'), value: rulesSchema.shape.domainOrganizations }),
  z.object({ kind: z.literal('switch'), value: z.boolean() }),
  z.object({ kind: z.literal('number'), value: z.nullable(z.number()) }),
]);

/** What a policy, or an old entry of the audit log, says for a setting; nothing where it is none of its values. */
export function valueOf(name: SettingName, value: unknown): Value | undefined {
  const parsed = valueSchema.safeParse({ kind: SETTINGS[name].editor.kind, value });
  return parsed.success ? parsed.data : undefined;
}
