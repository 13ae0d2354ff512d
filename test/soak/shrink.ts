import type { Beat, Story, Thing, Trouble } from './story';

/** Goes on until nothing can be left out any more, but no longer than this. */
const TRIES_MAX = 80;

/** Looks for a smaller story of which the same is true: beats, things, faults and rows are left out, as far as they can. */
export async function shrink(story: Story, holds: (story: Story) => Promise<boolean>): Promise<Story> {
  let best = story;
  let tries = 0;
  for (let changed = true; changed;) {
    changed = false;
    for (const smaller of smallerThan(best)) {
      if (tries >= TRIES_MAX) return best;
      tries += 1;
      if (!(await holds(smaller).catch(() => false))) continue;
      best = smaller;
      changed = true;
      break;
    }
  }
  return best;
}

function* smallerThan(story: Story): Generator<Story> {
  const { beats } = story;
  const withBeats = (changed: readonly Beat[]): Story => ({ ...story, beats: changed });
  for (let index = beats.length - 1; index >= 0; index -= 1) yield withBeats(without(beats, index));
  for (const [index, beat] of beats.entries()) {
    const instead = (changed: Beat): Story =>
      withBeats(beats.map((each, place) => (place === index ? changed : each)));
    if (beat.things.length > 1)
      for (let place = 0; place < beat.things.length; place += 1)
        yield instead({ ...beat, things: without(beat.things, place) });
    for (const trouble of smallerTrouble(beat.trouble)) {
      const { trouble: _before, ...calm } = beat;
      yield instead(trouble ? { ...beat, trouble } : calm);
    }
    if (beat.thenMinutes > 0) yield instead({ ...beat, thenMinutes: 0 });
    for (const [place, thing] of beat.things.entries()) {
      for (const smaller of smallerThing(thing))
        yield instead({ ...beat, things: beat.things.map((each, at) => (at === place ? smaller : each)) });
    }
  }
}

function* smallerTrouble(trouble: Trouble | undefined): Generator<Trouble | undefined> {
  if (!trouble) return;
  yield undefined;
  const { deaths, jira, storage, queue, seed } = trouble;
  const parts = { deaths, jira, storage, queue };
  const there = (Object.keys(parts) as (keyof typeof parts)[]).filter((name) => parts[name] !== undefined);
  if (there.length < 2) return;
  for (const name of there) {
    const left = Object.fromEntries(there.filter((each) => each !== name).map((each) => [each, parts[each]]));
    yield { seed, ...left };
  }
}

function* smallerThing(thing: Thing): Generator<Thing> {
  if (thing.does === 'import' && thing.rows.length > 1) {
    const half = Math.ceil(thing.rows.length / 2);
    yield { ...thing, rows: thing.rows.slice(0, half) };
    yield { ...thing, rows: thing.rows.slice(half) };
    if (thing.rows.length < 8)
      for (let index = 0; index < thing.rows.length; index += 1)
        yield { ...thing, rows: without(thing.rows, index) };
  }
  if ('emails' in thing && thing.emails.length > 1)
    for (let index = 0; index < thing.emails.length; index += 1)
      yield { ...thing, emails: without(thing.emails, index) };
  if ('organizations' in thing && thing.organizations.length > 0) yield { ...thing, organizations: [] };
  if ('notify' in thing && thing.notify) yield { ...thing, notify: false };
}

function without<T>(all: readonly T[], index: number): T[] {
  return all.filter((_, place) => place !== index);
}
