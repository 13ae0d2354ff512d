import * as z from 'zod/mini';
import { showAudit } from '../../features/audit/show';
import { consent, showAuthority, testAuthority, withdraw } from '../../features/authority/consent';
import { keyInputSchema, keyRefSchema, keyUpdateSchema, rotateInputSchema } from '../../contract/api-key';
import { auditQuerySchema } from '../../contract/audit';
import type { AccountId } from '../../domain/ids';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { createKey, revokeKey, rotateKey } from '../../features/api-keys/manage';
import { updateKey } from '../../features/api-keys/update';
import type { KeyScope } from '../../features/api-keys/key-scope';
import { handOver, keysView } from './keys';
import { ok } from '../../domain/result';

const nothing = z.strictObject({});

const showAuthorityFunction = procedure({
  name: 'authority.show',
  audience: 'jiraAdmin',
  input: nothing,
  handle: (_input, _context, { settings, clock }) =>
    Promise.resolve(ok(showAuthority(settings, clock.now()))),
});

const testAuthorityFunction = procedure({
  name: 'authority.test',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, _context, { settings, callers, store, clock }) =>
    ok(await testAuthority(settings, { callers, settings: store.settings, clock })),
});

const consentFunction = procedure({
  name: 'authority.consent',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, { actor }, { sitePolicy, ...ports }) =>
    ok(await consent({ actor, policy: sitePolicy }, { ...ports, settings: ports.store.settings })),
});

const withdrawFunction = procedure({
  name: 'authority.withdraw',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, { actor }, { sitePolicy, ...ports }) =>
    ok(await withdraw({ actor, policy: sitePolicy }, { ...ports, settings: ports.store.settings })),
});

const listKeysFunction = procedure({
  name: 'keys.list',
  audience: 'jiraAdmin',
  input: nothing,
  handle: (_input, { actor }, authorized) => keysView(siteManager(actor), authorized),
});

const createKeyFunction = procedure({
  name: 'keys.create',
  audience: 'jiraAdmin',
  input: keyInputSchema,
  handle: async (input, { actor }, { sitePolicy, ...ports }) =>
    handOver(await createKey(input, siteManager(actor), sitePolicy, ports)),
});

const rotateKeyFunction = procedure({
  name: 'keys.rotate',
  audience: 'jiraAdmin',
  input: rotateInputSchema,
  handle: async (input, { actor }, { sitePolicy, ...ports }) =>
    handOver(await rotateKey(input, siteManager(actor), sitePolicy, ports)),
});

const updateKeyFunction = procedure({
  name: 'keys.update',
  audience: 'jiraAdmin',
  input: keyUpdateSchema,
  handle: (input, { actor }, { sitePolicy, ...ports }) =>
    updateKey(input, siteManager(actor), sitePolicy, ports),
});

const revokeKeyFunction = procedure({
  name: 'keys.revoke',
  audience: 'jiraAdmin',
  input: keyRefSchema,
  handle: ({ id }, { actor }, { sitePolicy, ...ports }) =>
    revokeKey(id, siteManager(actor), sitePolicy, ports),
});

const auditFunction = procedure({
  name: 'audit.page',
  audience: 'jiraAdmin',
  input: auditQuerySchema,
  handle: async (query, _context, { sitePolicy, ...ports }) => ok(await showAudit(query, sitePolicy, ports)),
});

function siteManager(accountId: AccountId): KeyScope {
  return { accountId, project: undefined };
}

export const adminFunctions: readonly Procedure[] = [
  showAuthorityFunction,
  testAuthorityFunction,
  consentFunction,
  withdrawFunction,
  listKeysFunction,
  createKeyFunction,
  rotateKeyFunction,
  updateKeyFunction,
  revokeKeyFunction,
  auditFunction,
];
