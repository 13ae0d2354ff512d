import type { ImportView } from '../../src/contract/import';
import { beginning } from '../site/importing';
import { actByHand, steerKey, switchRulesOn } from './doors-of-admins';
import { cause } from './journal';
import type { Stage } from './stage';
import type { Guest, Ref, Space, Thing } from './story';

const HOUR_MS = 3_600_000;

/** What the caller was answered; a function that ends in the middle gives no answer. */
type Answer =
  | { readonly kind: 'reply'; readonly reply: unknown }
  | { readonly kind: 'status'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'died' }
  | { readonly kind: 'threw'; readonly error: string };

/** One thing of a story as it was played. */
export interface Told {
  readonly thing: Thing;
  readonly number: number;
  readonly beat: number;
  /** By the site's clock. */
  readonly from: number;
  readonly to: number;
  /** When access was to end, as it was asked for: ISO 8601. Of an import by row. */
  readonly ends: readonly (string | undefined)[];
  readonly importId?: string;
  readonly answer: Answer;
}

/** Does one thing of a story, and keeps what was answered. */
export async function play(stage: Stage, thing: Thing, number: number, beat: number): Promise<Told> {
  const { clock } = stage.site.jira;
  const from = clock.now();
  const endOf = (hours: number | undefined): string | undefined =>
    hours === undefined ? undefined : new Date(from + hours * HOUR_MS).toISOString();
  const ends =
    'rows' in thing
      ? thing.rows.map(({ endsIn }) => endOf(endsIn))
      : [endOf('endsIn' in thing ? thing.endsIn : undefined)];
  let importId: string | undefined;
  const answer = await cause.run({ thing: number }, async (): Promise<Answer> => {
    try {
      if (thing.does === 'import') {
        const { reply, id } = await importRows(stage, thing, number, ends);
        importId = id;
        return { kind: 'reply', reply };
      }
      return await act(stage, thing, ends[0]);
    } catch (error) {
      const text = String(error);
      return text.includes('was ended in the middle') ? { kind: 'died' } : { kind: 'threw', error: text };
    }
  });
  stage.journal.answered.add(number);
  importId ??= stage.imports.find((each) => each.thing === number)?.id;
  return {
    thing,
    number,
    beat,
    from,
    to: clock.now(),
    ends,
    answer,
    ...(importId !== undefined && { importId }),
  };
}

async function act(
  stage: Stage,
  thing: Exclude<Thing, { does: 'import' }>,
  endsAt: string | undefined,
): Promise<Answer> {
  const { site } = stage;
  const reply = async (asked: Promise<unknown>): Promise<Answer> => ({ kind: 'reply', reply: await asked });
  const ended = endsAt === undefined ? {} : { endsAt };
  switch (thing.does) {
    case 'invite':
      return reply(stage.ask(thing.who, 'invite.send', { ...sending(stage, thing), ...ended }, thing.space));
    case 'panel': {
      const input = { ...sending(stage, thing), ...ended, participants: true };
      return reply(stage.ask(thing.who, 'issue.invite', input, 'SUP', { issue: 'SUP-1' }));
    }
    case 'organization-panel': {
      const { organizations: _left, ...input } = sending(stage, thing);
      const organization = stage.organizationId(organizationOf(thing.organizations)) ?? '101';
      return reply(
        stage.ask(thing.who, 'organization.invite', { ...input, ...ended }, 'SUP', { organization }),
      );
    }
    case 'script': {
      const key = stage.keys[thing.key];
      if (!key) return { kind: 'threw', error: 'no key was made' };
      const headers: Record<string, string> = { Authorization: `Bearer ${key.secret}` };
      if (thing.once !== undefined) headers['Idempotency-Key'] = thing.once;
      const body = { ...scripted(stage, thing), project: thing.space, ...ended };
      return answered(
        await site.forge.callWebTrigger(
          key.address.split('/').at(-1) ?? '',
          new Request(key.address, { method: 'POST', headers, body: JSON.stringify(body) }),
        ),
      );
    }
    case 'api': {
      const token = site.forge.apiRoutes.grant(site.person(thing.who).accountId, ['write:invitation:custom']);
      const body = JSON.stringify({ ...scripted(stage, thing), project: thing.space, ...ended });
      const init = { method: 'POST', headers: { Authorization: `Bearer ${token}` }, body };
      return answered(await site.forge.callApi(new Request(`${site.forge.apiUrl}/invitations`, init)));
    }
    case 'action': {
      const { displayName: _name, ...inputs } = { displayName: '', ...scripted(stage, thing) };
      const { accountId } = site.person(thing.who);
      const run = {
        by: 'automation',
        inputs: { ...inputs, project: thing.space, ...ended },
        accountId,
      } as const;
      const logged = site.forge.logs.length;
      const result = await site.forge.runAction('invite-customer', run);
      // What the function throws, the rule's owner does not read; Forge notes it.
      const failed = result.status === 'failed' && result.errors.includes('The app failed');
      const noted = site.forge.logs
        .slice(logged)
        .find(({ text }) => text.startsWith('invite-by-rule failed'));
      if (failed) throw new Error(noted?.text ?? 'The app failed');
      return { kind: 'reply', reply: result };
    }
    case 'access': {
      const accountId = stage.accountOf(thing.email) ?? 'qm:nobody';
      const input = { accountId, ...(thing.how === 'move' && { endsAt }) };
      return reply(stage.ask(thing.who, `access.${thing.how}`, input));
    }
    case 'steer': {
      const begun = stage.imports[thing.import];
      if (!begun) return { kind: 'threw', error: 'no import was begun' };
      return reply(
        stage.ask(thing.who ?? begun.owner, `import.${thing.how}`, { importId: begun.id }, begun.space),
      );
    }
    case 'policy':
      return reply(stage.savePolicy(thing.rules, spacesOn(thing.off)));
    case 'permission':
      stage.setAgent(thing.who, thing.has);
      return { kind: 'reply', reply: 'by hand' };
    case 'delegate':
      return reply(stage.ask('jira-admin', `authority.${thing.how}`, {}));
    case 'key':
      return reply(steerKey(stage, thing));
    case 'rules-on':
      return reply(switchRulesOn(stage));
    case 'hand':
      actByHand(stage, thing);
      return { kind: 'reply', reply: 'by hand' };
    case 'schedule':
      await site.forge.runSchedule(thing.key);
      return { kind: 'reply', reply: 'ran' };
  }
}

/** What a screen sends. */
function sending(
  stage: Stage,
  { emails, organizations, notify }: { readonly emails: readonly string[] } & Omit<Guest, 'email'>,
): { readonly people: unknown; readonly organizations: unknown; readonly notify: boolean } {
  return {
    people: emails.map((email) => ({ email })),
    organizations: organizations.map((ref) => pickedOf(stage, ref)),
    notify,
  };
}

/** What a script, a client or a rule sends: an organization by its id or its name. */
function scripted(stage: Stage, { email, organizations: [ref], notify }: Guest): Record<string, unknown> {
  const organization = ref && (ref.by === 'id' ? (stage.organizationId(ref.name) ?? ref.name) : ref.name);
  return { email, notify, ...(organization !== undefined && { organization }) };
}

function pickedOf(stage: Stage, { by, name }: Ref): object {
  const id = by === 'id' ? stage.organizationId(name) : undefined;
  return id === undefined ? { name } : { id };
}

/** The organization on whose page the panel stands. */
export function organizationOf(refs: readonly Ref[]): string {
  return refs[0]?.name ?? 'Acme';
}

function spacesOn(off: readonly Space[]): Space[] {
  return (['SUP', 'PAR'] as const).filter((space) => !off.includes(space));
}

async function answered(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    kind: 'status',
    status: response.status,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

async function importRows(
  stage: Stage,
  { who, space, rows, sliceRows, notify }: Extract<Thing, { does: 'import' }>,
  thing: number,
  ends: readonly (string | undefined)[],
): Promise<{ readonly reply: unknown; readonly id?: string }> {
  const cells = rows.map(({ email, organizations }, index) => [email, organizations, ends[index] ?? '']);
  const { input, slices } = beginning({
    rows: cells,
    columns: ['email', 'organizations', 'endsAt'],
    notify,
    sliceRows,
  });
  const begun = await stage.ask<ImportView>(who, 'import.begin', input, space);
  if (!begun.ok) return { reply: begun };
  const { id } = begun.data;
  stage.imports.push({ id, thing, space, owner: who });
  for (let from = 0; from < slices.length; from += 3) {
    const sent = { importId: id, from, slices: slices.slice(from, from + 3) };
    const reply = await stage.ask(who, 'import.upload', sent, space);
    if (!reply.ok) return { reply, id };
  }
  return { reply: await stage.ask(who, 'import.run', { importId: id, confirmed: rows.length }, space), id };
}
