import { accessListInputSchema, accessMoveInputSchema, accessRefSchema } from '../../contract/access-expiry';
import { endNow, keepAccess, listAccess, moveEnd } from '../../features/access-expiry/manage';
import { guarded } from '../../features/authorization/guard';
import type { Guarded } from '../../features/authorization/guard';
import { ok } from '../../domain/result';

const list = guarded({
  name: 'access.list',
  audience: 'inviter',
  input: accessListInputSchema,
  handle: async ({ cursor }, context, proven) => ok(await listAccess(cursor, context, proven)),
});

const move = guarded({
  name: 'access.move',
  audience: 'inviter',
  input: accessMoveInputSchema,
  handle: ({ accountId, endsAt }, context, proven) => moveEnd(accountId, endsAt, context, proven),
});

const keep = guarded({
  name: 'access.keep',
  audience: 'inviter',
  input: accessRefSchema,
  handle: ({ accountId }, context, proven) => keepAccess(accountId, context, proven),
});

const end = guarded({
  name: 'access.end',
  audience: 'inviter',
  input: accessRefSchema,
  handle: ({ accountId }, context, proven) => endNow(accountId, context, proven),
});

/** Access that ends by itself, for whoever may invite in the project. */
export const accessFunctions: readonly Guarded[] = [list, move, keep, end];
