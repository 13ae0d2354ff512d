import { Draw } from './random';
import type { Beat, Hand, Row, Story, Thing, Trouble } from './story';
import {
  AGENTS,
  BAD,
  EMAILS,
  KEYS,
  NEW_ORGANIZATIONS,
  agentOf,
  bySomebody,
  emailsOf,
  guestOf,
  hoursOf,
  inviteOf,
  placesOf,
  scriptOf,
} from './tell-guests';

/** Rows of one import: most are small, so that many stories can be told. */
const ROWS_MAX = 400;

/** The story of a seed. @param calm nothing goes wrong. */
export function tell(seed: number, { calm = false }: { readonly calm?: boolean } = {}): Story {
  const draw = new Draw(seed);
  const beats = Array.from({ length: draw.int(3, 8) }, () => beatOf(draw, calm));
  const profile = draw.weighted([
    [12, 'default'],
    [3, 'slow-index'],
    [2, 'app-not-admin'],
    [1, 'hidden-emails'],
    [1, 'rate-limited'],
    [1, 'open-desk'],
  ]);
  return { seed, profile, beats };
}

function beatOf(draw: Draw, calm: boolean): Beat {
  const things = Array.from({ length: draw.int(1, 4) }, () => thingOf(draw));
  const [first] = things;
  // The same address at once, by two people.
  if (first?.does === 'invite' && draw.chance(0.4)) {
    things.push({
      ...inviteOf(draw),
      space: first.space,
      who: agentOf(draw, first.space),
      emails: first.emails,
    });
  }
  const trouble = calm || draw.chance(0.3) ? undefined : troubleOf(draw);
  const thenMinutes = draw.weighted([
    [4, 0],
    [4, draw.int(1, 12)],
    [3, draw.int(30, 200)],
    [1, draw.int(600, 2000)],
  ]);
  return { things, ...(trouble && { trouble }), thenMinutes };
}

function thingOf(draw: Draw): Thing {
  return draw.weighted<() => Thing>([
    [26, () => inviteOf(draw)],
    [4, () => ({ does: 'panel', who: draw.pick(AGENTS), emails: emailsOf(draw, 3), ...placesOf(draw) })],
    [
      4,
      () => ({
        does: 'organization-panel',
        who: draw.pick(AGENTS),
        emails: emailsOf(draw, 3),
        ...placesOf(draw),
      }),
    ],
    [14, () => scriptOf(draw)],
    [4, () => ({ does: 'api', ...bySomebody(draw), ...guestOf(draw) })],
    [4, () => ({ does: 'action', ...bySomebody(draw), ...guestOf(draw) })],
    [14, () => importOf(draw)],
    [6, () => steerOf(draw)],
    [
      8,
      () => ({
        does: 'access',
        how: draw.pick(['move', 'keep', 'end'] as const),
        who: draw.pick(AGENTS),
        email: draw.pick(EMAILS),
        endsIn: hoursOf(draw),
      }),
    ],
    [3, () => policyOf(draw)],
    [2, () => ({ does: 'permission', who: draw.pick(AGENTS), has: draw.chance(0.4) })],
    [1, () => ({ does: 'delegate', how: draw.pick(['consent', 'withdraw', 'withdraw'] as const) })],
    [
      2,
      () => ({
        does: 'key',
        how: draw.pick(['revoke', 'rotate', 'create'] as const),
        key: draw.int(0, KEYS - 1),
      }),
    ],
    [2, () => ({ does: 'rules-on' })],
    [5, () => handOf(draw)],
    [6, () => ({ does: 'schedule', key: draw.pick(['retry', 'retry', 'ending', 'ending', 'upkeep']) })],
  ])();
}

function importOf(draw: Draw): Thing {
  const count = draw.weighted([
    [8, draw.int(1, 12)],
    [3, draw.int(13, 60)],
    [1, draw.int(100, 180)],
    [0.3, draw.int(181, ROWS_MAX)],
  ]);
  const ends = draw.weighted([
    [5, 0],
    [3, 1],
    [2, 0.5],
  ]);
  const first = draw.int(0, 3) * 20;
  const rows = Array.from({ length: count }, (_, index): Row => {
    const email = draw.weighted([
      [10, `row-${first + index}@acme.example`],
      [1.5, draw.pick(EMAILS)],
      [0.7, draw.pick(BAD)],
      [0.5, `row-${first + draw.int(0, count)}@acme.example`],
    ]);
    return { email, organizations: cellOf(draw), ...(draw.chance(ends) && { endsIn: hoursOf(draw) }) };
  });
  return {
    does: 'import',
    ...bySomebody(draw),
    rows,
    sliceRows: count > 20 ? draw.int(15, 447) : draw.int(1, 10),
    notify: draw.chance(0.2),
  };
}

function cellOf(draw: Draw): string {
  return draw.weighted([
    [4, ''],
    [5, 'Acme'],
    [2, 'globex'],
    [2, draw.pick(NEW_ORGANIZATIONS)],
    [1, `Acme; ${draw.pick(NEW_ORGANIZATIONS)}`],
    [0.4, 'Umbrella (directory)'],
  ]);
}

function steerOf(draw: Draw): Thing {
  const how = draw.pick(['cancel', 'cancel', 'resume', 'retry', 'erase'] as const);
  return { does: 'steer', how, import: draw.int(0, 2), ...(draw.chance(0.3) && { who: draw.pick(AGENTS) }) };
}

function policyOf(draw: Draw): Thing {
  const rules = draw.pick<Readonly<Record<string, unknown>>>([
    {},
    { deniedDomains: ['denied.example', 'acme.example'] },
    { deniedDomains: ['denied.example'] },
    { createOrganizations: draw.chance(0.5) },
    { email: draw.pick(['always', 'choice', 'never']) },
    { accounts: draw.pick(['create', 'existing']) },
    { organizations: draw.pick(['any', 'linked', 'linked']) },
    { mayInvite: draw.pick([['agents'], ['projectAdmins'], ['agents', 'projectAdmins']]) },
    { dailyPerPerson: draw.pick([null, 30]) },
  ]);
  return { does: 'policy', rules, off: draw.chance(0.3) ? [draw.pick(['SUP', 'PAR'] as const)] : [] };
}

function handOf(draw: Draw): Thing {
  const how = draw.pick<Hand>([
    'off-desk',
    'on-desk',
    'off-organization',
    'in-organization',
    'make-organization',
  ]);
  const organization = draw.pick(
    how === 'make-organization' ? NEW_ORGANIZATIONS : ['Acme', 'Globex', 'Brand new'],
  );
  return { does: 'hand', how, email: draw.pick(EMAILS), organization };
}

function troubleOf(draw: Draw): Trouble {
  const gentle = draw.chance(0.5);
  const share = (): number => (gentle ? 0.02 : draw.pick([0.05, 0.1, 0.3]));
  const trouble: Trouble = {
    seed: draw.seed(),
    ...(draw.chance(0.5) && {
      deaths: {
        of: draw.pick([
          'any',
          'any',
          'import-queue',
          'panel',
          'script-door',
          'schedule',
          'end-access',
          'keep-up',
        ]),
        share: draw.pick([0.01, 0.03, 0.08]),
      },
    }),
    ...(draw.chance(0.4) && {
      jira: {
        kind: draw.pick(['burst', 'quota', 'unavailable', 'gateway', 'silence', 'silence'] as const),
        share: share(),
        times: draw.pick([1, 3, 10, 100]),
        of: draw.pick(['', '', '/customer', '/organization', '/user']),
      },
    }),
    ...(draw.chance(0.4) && {
      storage: {
        kind: draw.pick(['before', 'after', 'comparison', 'keys'] as const),
        share: share(),
        times: draw.pick([1, 1, 4, 12]),
      },
    }),
    ...(draw.chance(0.2) && {
      queue: {
        lost: draw.pick([0, 0.3, 1]),
        twice: draw.chance(0.4),
        lateMs: draw.pick([0, 0, 90_000, 600_000]),
        notAgain: draw.pick([0, 0.5, 1]),
      },
    }),
  };
  return trouble;
}
