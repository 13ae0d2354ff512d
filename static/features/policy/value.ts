import * as z from 'zod/mini';
import { domainListSchema, organizationListSchema, routeListSchema } from '../../../src/domain/policy/lists';
import { SETTINGS } from './settings';
import type { SettingName } from './setting';

const valueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('many'), value: z.array(z.string()) }),
  z.object({ kind: z.literal('one'), value: z.string() }),
  z.object({ kind: z.literal('domains'), value: domainListSchema }),
  z.object({ kind: z.literal('organizations'), value: organizationListSchema }),
  z.object({ kind: z.literal('routes'), value: routeListSchema }),
  z.object({ kind: z.literal('switch'), value: z.boolean() }),
  z.object({ kind: z.literal('number'), value: z.nullable(z.number()) }),
]);

/** The value of a setting, together with the kind of it. */
type Value = z.infer<typeof valueSchema>;

/** What a policy, or an old entry of the audit log, says for a setting; `undefined` where it is none of its values. */
export function valueOf(name: SettingName, value: unknown): Value | undefined {
  const parsed = valueSchema.safeParse({ kind: SETTINGS[name].editor.kind, value });
  return parsed.success ? parsed.data : undefined;
}
