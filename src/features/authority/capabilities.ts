import type { Capabilities, Capability } from '../../contract/capabilities';
import type { SelfTest } from '../../contract/authority';
import type { Clock } from '../../platform/clock';
import type { Settings, SettingsStore } from '../policy/store/settings-store';

const DAY_MS = 86_400_000;
/** What a site could not do is asked again after so long: it may have learnt it. */
const MISSING_HOLDS_MS = 7 * DAY_MS;
/** What is known already is written down again only then. */
const FRESH_MS = DAY_MS;

/** Whether the site can do something; `undefined` where that is not known: callers then take the careful way. */
export function isCapable(
  capabilities: Capabilities | undefined,
  name: Capability,
  now: number,
): boolean | undefined {
  const known = capabilities?.[name];
  if (!known) return undefined;
  return known.is || known.at + MISSING_HOLDS_MS > now ? known.is : undefined;
}

/**
 * The self-test, corrected by what happened: it asks for a permission, which is a proxy. Where the app has created a customer
 * since, it may.
 */
export function provenTest(
  { authority, selfTest, capabilities }: Pick<Settings, 'authority' | 'selfTest' | 'capabilities'>,
  now: number,
): SelfTest | undefined {
  const isApp = (authority?.kind ?? 'app') === 'app';
  const isProven = isApp && isCapable(capabilities, 'createAsApp', now) === true;
  return selfTest?.result === 'lacks-power' && isProven ? { ...selfTest, result: 'ready' } : selfTest;
}

export interface Learning {
  readonly isCapable: (name: Capability) => boolean | undefined;
  /** What the site has just shown: the last word counts. */
  readonly learn: (name: Capability, is: boolean) => void;
  /** Writes down what is new. Never throws: what is not kept is learnt again. */
  readonly keep: () => Promise<void>;
}

/** What is known of a site while it is worked with, and what is learnt on the way. */
export function learningFrom(
  capabilities: Capabilities | undefined,
  {
    settings,
    clock,
  }: { readonly settings: Pick<SettingsStore, 'saveCapabilities'>; readonly clock: Pick<Clock, 'now'> },
): Learning {
  const learnt = new Map<Capability, boolean>();
  return {
    isCapable: (name) => learnt.get(name) ?? isCapable(capabilities, name, clock.now()),
    learn: (name, is) => void learnt.set(name, is),
    async keep() {
      const at = clock.now();
      const news = [...learnt].filter(([name, is]) => isNews(capabilities, name, is, at));
      if (news.length === 0) return;
      const facts = Object.fromEntries(news.map(([name, is]) => [name, { is, at }]));
      await settings.saveCapabilities({ ...capabilities, ...facts }).catch(() => undefined);
    },
  };
}

function isNews(capabilities: Capabilities | undefined, name: Capability, is: boolean, now: number): boolean {
  const known = capabilities?.[name];
  return known?.is !== is || known.at + FRESH_MS <= now;
}
