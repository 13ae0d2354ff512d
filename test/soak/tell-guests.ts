import type { Draw } from './random';
import type { Guest, Ref, Space, Thing } from './story';

export const AGENTS = ['agent', 'project-admin', 'agent-2', 'agent-both'] as const;
export const PAR_AGENTS = ['other-agent', 'agent-both'] as const;
export const KEYS = 3;
export const NEW_ORGANIZATIONS = ['Brand new', 'Second start', 'Third wave'];

/** Who is invited one by one: few, so that they meet. `known`: has an account; `member`: is on the desk and in Acme. */
export const EMAILS = [
  ...Array.from({ length: 7 }, (_, number) => `p${number}@acme.example`),
  'Q0@globex.example',
  'q1@other.example',
  'known-0@acme.example',
  'known-1@other.example',
  'member-0@acme.example',
  'customer@guestlist.example',
];
export const BAD = [
  'nonsense',
  'eve@denied.example',
  'no-customer-role@guestlist.example',
  'a b@c.example',
  'jira-admin@guestlist.example',
];

export function inviteOf(draw: Draw): Extract<Thing, { does: 'invite' }> {
  return { does: 'invite', ...bySomebody(draw), emails: emailsOf(draw, 4), ...placesOf(draw) };
}

export function scriptOf(draw: Draw): Thing {
  const once = draw.chance(0.5) ? `once-${draw.int(0, 5)}` : undefined;
  const { organizations, ...guest } = guestOf(draw);
  // The same key stands for the same request.
  const told = once === undefined ? guest : { ...guest, email: EMAILS[Number(once.slice(5))] ?? guest.email };
  return {
    does: 'script',
    key: draw.int(0, KEYS - 1),
    space: 'SUP',
    ...told,
    organizations: organizations.slice(0, 1),
    ...(once !== undefined && { once }),
  };
}

export function guestOf(draw: Draw): Guest {
  const { organizations, ...places } = placesOf(draw);
  return { email: emailOf(draw), ...places, organizations: organizations.slice(0, 1) };
}

export function bySomebody(draw: Draw): { readonly who: string; readonly space: Space } {
  const space = draw.chance(0.8) ? 'SUP' : 'PAR';
  return { who: agentOf(draw, space), space };
}

export function agentOf(draw: Draw, space: Space): string {
  return draw.pick<string>(space === 'SUP' ? AGENTS : PAR_AGENTS);
}

export function emailsOf(draw: Draw, max: number): string[] {
  const count = draw.chance(0.05) ? 25 : draw.int(1, max);
  return Array.from({ length: count }, (_, index) =>
    count === 25 && index > 4 ? `m${draw.int(0, 30)}@acme.example` : emailOf(draw),
  );
}

function emailOf(draw: Draw): string {
  return draw.chance(0.06) ? draw.pick(BAD) : draw.pick(EMAILS);
}

export function placesOf(draw: Draw): Omit<Guest, 'email'> {
  const organizations = draw.chance(0.3)
    ? []
    : Array.from({ length: draw.chance(0.8) ? 1 : 2 }, () => refOf(draw));
  return {
    organizations,
    notify: draw.chance(0.3),
    ...(draw.chance(0.45) && { endsIn: hoursOf(draw) }),
  };
}

function refOf(draw: Draw): Ref {
  return draw.weighted<Ref>([
    [5, { by: 'id', name: draw.pick(['Acme', 'Globex']) }],
    [3, { by: 'name', name: draw.pick(['acme', 'Globex']) }],
    [3, { by: 'name', name: draw.pick(NEW_ORGANIZATIONS) }],
    [1, { by: 'name', name: draw.pick(['Umbrella (directory)', 'Initech']) }],
  ]);
}

export function hoursOf(draw: Draw): number {
  return draw.weighted([
    [3, draw.int(1, 6)],
    [4, draw.int(7, 40)],
    [1, draw.int(60, 90)],
  ]);
}
