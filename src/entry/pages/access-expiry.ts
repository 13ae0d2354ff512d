import { accessListInputSchema, accessMoveInputSchema, accessRefSchema } from '../../contract/access-expiry';
import { endNow, keepAccess, listAccess, moveEnd } from '../../features/access-expiry/manage';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { ok } from '../../domain/result';

const list = procedure({
  name: 'access.list',
  audience: 'inviter',
  input: accessListInputSchema,
  handle: async ({ cursor }, context, authorized) => ok(await listAccess(cursor, context, authorized)),
});

const move = procedure({
  name: 'access.move',
  audience: 'inviter',
  input: accessMoveInputSchema,
  handle: ({ accountId, endsAt }, context, authorized) => moveEnd(accountId, endsAt, context, authorized),
});

const keep = procedure({
  name: 'access.keep',
  audience: 'inviter',
  input: accessRefSchema,
  handle: ({ accountId }, context, authorized) => keepAccess(accountId, context, authorized),
});

const end = procedure({
  name: 'access.end',
  audience: 'inviter',
  input: accessRefSchema,
  handle: ({ accountId }, context, authorized) => endNow(accountId, context, authorized),
});

/** Access expiry, for inviters of the project. */
export const accessFunctions: readonly Procedure[] = [list, move, keep, end];
