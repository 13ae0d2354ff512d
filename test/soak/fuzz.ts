import type { Reply } from '../../src/contract/reply';
import type { ScreenContext } from '../../local/forge/screen-context';
import { Doors } from './fuzz-doors';
import { payloadFrom } from './fuzz-payloads';
import { Payloads, targetsOf } from './fuzz-targets';
import type { Finding } from './finding';
import { cause } from './journal';
import { Draw, drawEverythingFrom } from './random';
import { PROJECTS, Stage } from './stage';
import { Watch } from './fuzz-watch';
import type { Job, Report } from './job';

const MINUTE_MS = 60_000;
/** Fewer than these functions were never there: then not all of them are found. */
const FUNCTIONS_MIN = 51;
/** After so many payloads everybody may again what they could at first. */
const ROUND = 60;
/** Unknown accounts; the last one is no account. */
const GHOSTS = ['5b10ac8d:ghost', 'qm:local:ghost', '__proto__', 'a'.repeat(129), '', undefined];
/** What a screen cannot be called with: Forge refuses before the app hears of it. */
const BY_FORGE = ['is larger than', 'could not be saved', 'There is no action'];

/** Tries payloads at all doors of one site, and watches what the app does meanwhile. */
export async function fuzz({
  seed,
  payloads,
  bundle,
}: Extract<Job, { kind: 'fuzz' }>): Promise<Pick<Report, 'findings' | 'struck'>> {
  const draw = new Draw(seed);
  const restore = drawEverythingFrom(seed);
  try {
    const stage = await Stage.set({ seed, profile: 'default' }, bundle);
    const targets = await targetsOf(stage.site.forge);
    const valid = new Payloads();
    await valid.learn(stage, seed);
    const doors = new Doors(stage, draw);
    const watch = new Watch(stage);
    const findings: Finding[] = [];
    const names = [...new Set(targets.map((each) => each.name))];
    const struck: Record<string, number> = { payloads };
    if (names.length < FUNCTIONS_MIN)
      findings.push({ rule: 'the harness failed', what: `${names.length} functions` });
    for (let number = 0; number < payloads; number += 1) {
      if (number % ROUND === 0) await nextRound(stage, findings);
      const door = draw.weighted([
        [80, 'screen'],
        [10, 'script'],
        [5, 'api'],
        [4, 'action'],
        [1, 'queue'],
      ] as const);
      struck[door] = (struck[door] ?? 0) + 1;
      const ids = idsOf(stage);
      const name = draw.pick(names);
      const target = draw.pick(targets.filter((each) => each.name === name));
      const screen = screenAt(stage, target.module, draw);
      const payload = door === 'screen' ? payloadFrom(draw, valid.of(target.name), ids) : undefined;
      watch.begin();
      const what = door === 'screen' ? `${target.name} as ${screen.accountId ?? 'nobody'}` : door;
      const said = (rule: string, more: string): void => {
        findings.push({
          rule,
          what: `payload ${number}: ${what}: ${more}; ${JSON.stringify(payload ?? doors.sent).slice(0, 400)}`,
        });
      };
      try {
        if (door === 'screen') {
          const reply = (await cause.run({ thing: number }, () =>
            stage.site.forge.invoke(screen, target.name, payload),
          )) as Reply<unknown>;
          watch.judgeReply(reply, screen, said);
          if (reply.ok) valid.add(target.name, payload);
          else struck['refused'] = (struck['refused'] ?? 0) + 1;
        } else {
          const refusal = await doors.try(door, ids);
          if (refusal !== undefined) said('answer that is none of the fixed ones', refusal);
        }
      } catch (error) {
        if (!BY_FORGE.some((each) => String(error).includes(each))) said('exception', String(error));
      }
      watch.judgeLogs(doors.secrets, said);
    }
    return { findings: [...findings, ...watch.end()], struck };
  } finally {
    restore();
  }
}

/** Time passes, and everybody may again what they could at first. */
async function nextRound(stage: Stage, findings: Finding[]): Promise<void> {
  const { forge } = stage.site;
  await forge.passTime(7 * MINUTE_MS);
  for (const key of ['retry', 'ending']) {
    await forge
      .runSchedule(key)
      .catch((error: unknown) =>
        findings.push({ rule: 'schedule fails though nothing is wrong', what: `${key}: ${String(error)}` }),
      );
  }
  await forge.runQueues();
  await stage.ask('jira-admin', 'authority.withdraw', {});
  const rules = {
    mayInvite: ['agents'],
    allowedDomains: [],
    deniedDomains: ['denied.example'],
    organizations: 'linked',
    onlyOrganizations: [],
    dailyPerPerson: null,
    dailyPerProject: null,
  };
  await stage.savePolicy(
    {
      ...rules,
      accounts: 'create',
      createOrganizations: true,
      importMax: null,
      importConfirmFrom: 500,
      email: 'choice',
    },
    ['SUP', 'PAR'],
  );
}

/** Everything on the site that has an id, of whichever space. */
function idsOf({ site, imports, keys }: Stage): string[] {
  const { state } = site.jira;
  return [
    ...[...state.people.values()].slice(-30).flatMap(({ accountId, email }) => [accountId, email]),
    ...[...state.organizations.keys()].slice(-10),
    ...Object.values(PROJECTS),
    ...imports.slice(-5).map(({ id }) => id),
    ...keys.map(({ id }) => id),
    'SUP',
    'PAR',
    '20001',
  ];
}

/** Who is at home on the page of a module. */
const AT_HOME: Readonly<Record<string, string>> = {
  invite: 'agent',
  request: 'agent',
  'request-action': 'agent',
  organization: 'agent',
  'project-settings': 'project-admin',
};

/** A random person on a random page: also where Forge would not show it to them. */
function screenAt({ site }: Stage, moduleKey: string, draw: Draw): ScreenContext {
  const people = [...site.jira.state.people.values()].filter(({ role }) => role !== undefined);
  const home = people.find(({ role }) => role === (AT_HOME[moduleKey] ?? 'jira-admin'));
  const isAtHome = draw.chance(0.65);
  const person = isAtHome ? home : draw.pick(people);
  const accountId = draw.chance(0.06) ? GHOSTS[draw.int(0, GHOSTS.length - 1)] : person?.accountId;
  const space = isAtHome || draw.chance(0.5) ? 'SUP' : 'PAR';
  const project = draw.chance(0.95)
    ? { id: PROJECTS[space], key: space }
    : draw.pick([
        { id: '99999', key: 'SUP' },
        { id: '__proto__', key: 'X' },
      ]);
  const issue = draw.pick([
    { id: '20001', key: 'SUP-1' },
    { id: '20003', key: 'SUP-3' },
    { id: '77777', key: 'PAR-1' },
  ]);
  const organization = { id: draw.pick([...site.jira.state.organizations.keys(), '0', '-1']) };
  return {
    moduleKey,
    accountId,
    ...(draw.chance(0.97) && { project }),
    ...(draw.chance(0.9) && { issue }),
    ...(draw.chance(0.9) && { organization }),
  };
}
